/** Documents that exist only in the editor, under `burner:`: a proposed version of a file, and the report of a run. */

import * as vscode from "vscode";

export const SCHEME = "burner";

export class Virtual implements vscode.TextDocumentContentProvider {
    readonly #texts = new Map<string, string>();
    readonly #changed = new vscode.EventEmitter<vscode.Uri>();
    readonly onDidChange = this.#changed.event;

    provideTextDocumentContent(uri: vscode.Uri): string | undefined {
        return this.#texts.get(uri.toString());
    }

    /** Gives a document its text, also where it is open already. */
    put(uri: vscode.Uri, text: string): void {
        this.#texts.set(uri.toString(), text);
        this.#changed.fire(uri);
    }

    /** Forgets a document that was closed. */
    drop(uri: vscode.Uri): void {
        this.#texts.delete(uri.toString());
    }
}
