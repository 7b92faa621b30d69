/** One server and the client that speaks with it: started, stopped, asked. No command of the user's is here. */

import * as vscode from "vscode";
import {
    CloseAction,
    DidChangeConfigurationNotification,
    ErrorAction,
    ExecuteCommandRequest,
    LanguageClient,
    State,
    type CloseHandlerResult,
    type ErrorHandler,
    type LanguageClientOptions,
    type Middleware,
    type ServerCapabilities,
    type StaticFeature,
} from "vscode-languageclient/node";
import { find, type Found } from "./find";
import { selected } from "./python";
import type { Status } from "./status";

const LAST_LINES = 5;
const RESTARTS = 3;
const INSTALL = "python -m pip install 'burner-perf[lsp,llm,git]'";

/** The library would show each of its own errors beside ours: they go to the log. */
class Client extends LanguageClient {
    override error(message: string, data?: unknown): void {
        super.error(message, data, false);
    }
}

/** The library adds every command of the server to the editor, but not those that the extension has already. */
function without(commands: readonly string[]): StaticFeature {
    return {
        fillClientCapabilities: () => undefined,
        preInitialize: ({ executeCommandProvider }: ServerCapabilities) => {
            if (executeCommandProvider !== undefined) {
                executeCommandProvider.commands = executeCommandProvider.commands.filter((id) => !commands.includes(id));
            }
        },
        initialize: () => undefined,
        getState: () => ({ kind: "static" }),
        clear: () => undefined,
    };
}

export class Session implements vscode.Disposable {
    readonly #status: Status;
    readonly #log: vscode.LogOutputChannel;
    readonly #middleware: Middleware;
    readonly #commands: readonly string[];
    #client: LanguageClient | undefined;
    #usual: ErrorHandler | undefined;
    #found: Found | undefined;
    #said: string[] = [];
    #turn: Promise<void> = Promise.resolve();

    /** `commands` are the extension's own. */
    constructor(status: Status, log: vscode.LogOutputChannel, middleware: Middleware, commands: readonly string[]) {
        this.#status = status;
        this.#log = log;
        this.#middleware = middleware;
        this.#commands = commands;
    }

    /** The program that runs, and by which rule it was found. */
    get found(): Found | undefined {
        return this.#found;
    }

    /** The client of a running server. */
    get client(): LanguageClient | undefined {
        return this.#client?.isRunning() ? this.#client : undefined;
    }

    /** Starts the server anew; several calls at once become one after the other. */
    restart(): Promise<void> {
        this.#turn = this.#turn.then(() => this.#stop()).then(() => this.#start());
        return this.#turn;
    }

    /** Ends the server and waits for it. */
    async stop(): Promise<void> {
        this.#turn = this.#turn.then(() => this.#stop());
        await this.#turn;
    }

    dispose(): void {
        void this.stop();
    }

    /** Opens what the server and the client said. */
    showLog(): void {
        this.#log.show();
    }

    /** Sends a command to the server. Without a server, says so and gives undefined. */
    async execute<T>(command: string, ...args: unknown[]): Promise<T | undefined> {
        await this.#turn;
        if (this.client === undefined) {
            await this.#missing(sentence(this.#said.join(" ") || "burner's server does not run"));
            return undefined;
        }
        return (await this.client.sendRequest(ExecuteCommandRequest.type, { command, arguments: args })) as T;
    }

    /** Lets the server read its settings again. */
    async settingsChanged(): Promise<void> {
        await this.client?.sendNotification(DidChangeConfigurationNotification.type, { settings: null });
    }

    async #start(): Promise<void> {
        this.#status.set({ is: "starting" });
        this.#said = [];
        const folder = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath;
        const configured = vscode.workspace.getConfiguration("burner").get("path", "").trim();
        const python = await selected();
        const found = find({ configured, folder, interpreter: python?.interpreter, path: process.env.PATH ?? "" });
        if ("why" in found) {
            this.#found = undefined;
            this.#said = [found.why];
            this.#failed();
            return;
        }
        this.#found = found;
        this.#log.info(`Starting ${found.command} lsp (found by ${found.by})`);
        const env = python?.virtualEnv === undefined ? {} : { VIRTUAL_ENV: python.virtualEnv };
        const options = { env, ...(folder === undefined ? {} : { cwd: folder }) };
        const client = new Client("burner", "burner", { command: found.command, args: ["lsp"], options }, this.#options());
        client.registerFeature(without(this.#commands));
        client.onDidChangeState(({ newState }) => {
            if (newState === State.Starting || newState === State.Running) {
                this.#status.set({ is: newState === State.Running ? "ready" : "starting" });
            }
        });
        this.#client = client;
        this.#usual = undefined;
        try {
            await client.start();
        } catch (error) {
            this.#log.error(String(error));
            this.#failed();
        }
    }

    async #stop(): Promise<void> {
        const client = this.#client;
        this.#client = undefined;
        if (client?.needsStop()) {
            await client.stop().catch((error: unknown) => {
                this.#log.error(String(error));
            });
        }
    }

    #options(): LanguageClientOptions {
        return {
            documentSelector: [{ scheme: "file", language: "python" }],
            initializationOptions: () => vscode.workspace.getConfiguration("burner"),
            outputChannel: this.#log,
            middleware: this.#middleware,
            initializationFailedHandler: () => false,
            errorHandler: {
                error: (error) => {
                    this.#log.error(String(error));
                    return { action: ErrorAction.Continue };
                },
                closed: () => this.#closed(),
            },
            stdioOptions: {
                stdout: () => undefined,
                stderr: (stream) => {
                    stream.setEncoding("utf8").on("data", (text: string) => {
                        this.#log.info(text.trimEnd());
                        const lines = text.split("\n").map((line) => line.trim());
                        this.#said = [...this.#said, ...lines.filter((line) => line !== "")].slice(-LAST_LINES);
                    });
                },
            },
        };
    }

    /** What follows when the server goes by itself: it is started again a few times, unless it never came up. */
    async #closed(): Promise<CloseHandlerResult> {
        const client = this.client;
        if (client !== undefined) {
            this.#usual ??= client.createDefaultErrorHandler(RESTARTS);
            const result = await this.#usual.closed();
            if (result.action === CloseAction.Restart) {
                return { action: CloseAction.Restart, handled: true };
            }
            this.#failed();
        }
        return { action: CloseAction.DoNotRestart, handled: true };
    }

    #failed(): void {
        const why = sentence(this.#said.join(" ") || "burner's server ended without a word");
        this.#status.set({ is: "stopped", why });
        void this.#missing(why);
    }

    /** Says why there is no server, and offers what helps. */
    async #missing(why: string): Promise<void> {
        const [install, settings, log] = ["Type the install command", "Open settings", "Show log"];
        const chosen = await vscode.window.showErrorMessage(
            `${why} Install it with \`${INSTALL}\` or set burner.path, then run "burner: Restart the Server".`,
            install,
            settings,
            log,
        );
        if (chosen === install) {
            const terminal = vscode.window.createTerminal("burner");
            terminal.show();
            terminal.sendText(INSTALL, false);
        } else if (chosen === settings) {
            await vscode.commands.executeCommand("workbench.action.openSettings", "burner.path");
        } else if (chosen === log) {
            this.#log.show();
        }
    }
}

function sentence(text: string): string {
    return text.endsWith(".") ? text : `${text}.`;
}
