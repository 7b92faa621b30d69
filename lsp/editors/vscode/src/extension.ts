/** Starts burner's language server for the open folders, and joins the parts of this extension. */

import * as vscode from "vscode";
import type { Middleware } from "vscode-languageclient/node";
import { register } from "./commands";
import { placeOf, showDiff } from "./proposal";
import { onSelected } from "./python";
import { Session } from "./session";
import { Status } from "./status";
import { SCHEME, Virtual } from "./virtual";

let session: Session | undefined;

export async function activate(context: vscode.ExtensionContext): Promise<void> {
    const log = vscode.window.createOutputChannel("burner", { log: true });
    const item = vscode.window.createStatusBarItem("burner", vscode.StatusBarAlignment.Right);
    const status = new Status(item);
    const virtual = new Virtual();
    const middleware: Middleware = {
        handleWorkDoneProgress: (token, value) => {
            status.progress(token, value);
        },
        window: {
            showDocument: async (params, token, next) => {
                const place = placeOf(vscode.Uri.parse(params.uri));
                return place === undefined ? next(params, token) : { success: await showDiff(started, virtual, place) };
            },
        },
    };
    const started = new Session(status, log, middleware);
    session = started;
    context.subscriptions.push(
        log,
        item,
        vscode.workspace.registerTextDocumentContentProvider(SCHEME, virtual),
        vscode.workspace.onDidCloseTextDocument((document) => {
            virtual.drop(document.uri);
        }),
        vscode.workspace.onDidChangeConfiguration((event) => {
            if (event.affectsConfiguration("burner.path")) {
                void started.restart();
            } else if (event.affectsConfiguration("burner")) {
                void started.settingsChanged();
            }
        }),
        ...register(started, virtual, log),
        await onSelected(() => void started.restart()),
    );
    await started.restart();
}

export async function deactivate(): Promise<void> {
    await session?.stop();
}
