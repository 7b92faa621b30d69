/** Starts burner's language server for the open folders, and joins the parts of this extension. */

import * as vscode from "vscode";
import type { Middleware } from "vscode-languageclient/node";
import { COMMANDS, register } from "./commands";
import { showing } from "./documents";
import { Proposals, SCHEME } from "./proposal";
import { onSelected } from "./python";
import { Session } from "./session";
import { Status } from "./status";

let session: Session | undefined;

export async function activate(context: vscode.ExtensionContext): Promise<void> {
    const log = vscode.window.createOutputChannel("burner", { log: true });
    const item = vscode.window.createStatusBarItem("burner", vscode.StatusBarAlignment.Right);
    const status = new Status(item);
    const proposals = new Proposals();
    const middleware: Middleware = {
        handleWorkDoneProgress: (token, value) => {
            status.progress(token, value);
        },
        window: { showDocument: showing(proposals) },
    };
    const started = new Session(status, log, middleware, Object.keys(COMMANDS));
    session = started;
    context.subscriptions.push(
        log,
        item,
        vscode.workspace.registerTextDocumentContentProvider(SCHEME, proposals),
        vscode.workspace.onDidCloseTextDocument((document) => {
            proposals.drop(document.uri);
        }),
        vscode.workspace.onDidChangeConfiguration((event) => {
            if (event.affectsConfiguration("burner.path")) {
                void started.restart();
            } else if (event.affectsConfiguration("burner")) {
                void started.settingsChanged();
            }
        }),
        ...register(started),
        await onSelected(() => void started.restart()),
    );
    await started.restart();
}

export async function deactivate(): Promise<void> {
    await session?.stop();
}
