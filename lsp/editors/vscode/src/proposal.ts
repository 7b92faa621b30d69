/** A faster version beside the text as it is. The server shows a `.diff`: here it becomes a difference that can be applied. */

import { applyPatch, parsePatch } from "diff";
import * as vscode from "vscode";

export const SCHEME = "burner";

/** A function of a document. */
export interface Place {
    readonly uri: vscode.Uri;
    readonly qualname: string;
}

/** The address under which the version of a function is shown: the path of its file, and its name as the query. */
export function addressOf(place: Place): vscode.Uri {
    return vscode.Uri.from({ scheme: SCHEME, path: place.uri.path, query: place.qualname });
}

/** The function whose version has this address; undefined for other addresses. */
export function placeOf(address: vscode.Uri): Place | undefined {
    if (address.scheme !== SCHEME) {
        return undefined;
    }
    return { uri: vscode.Uri.file(address.path), qualname: address.query };
}

/** The versions that are shown now. */
export class Proposals implements vscode.TextDocumentContentProvider {
    readonly #texts = new Map<string, string>();
    readonly #changed = new vscode.EventEmitter<vscode.Uri>();
    readonly onDidChange = this.#changed.event;

    provideTextDocumentContent(address: vscode.Uri): string | undefined {
        return this.#texts.get(address.toString());
    }

    /** Forgets a version that was closed. */
    drop(address: vscode.Uri): void {
        this.#texts.delete(address.toString());
    }

    /** Shows the version that a diff makes of an open document; false where it fits none. */
    async show(diff: string, qualname: string): Promise<boolean> {
        const name = parsePatch(diff)[0]?.oldFileName?.replace(/^a\//, "");
        const documents = vscode.workspace.textDocuments.filter((document) => document.uri.scheme === "file");
        for (const { uri, text } of documents.map((document) => ({ uri: document.uri, text: document.getText() }))) {
            const proposed = name !== undefined && uri.path.endsWith(`/${name}`) && applyPatch(text, diff, { autoConvertLineEndings: true });
            if (proposed !== false) {
                const address = addressOf({ uri, qualname });
                this.#texts.set(address.toString(), proposed);
                this.#changed.fire(address);
                await vscode.commands.executeCommand("vscode.diff", uri, address, `${qualname}: as it is, and faster`);
                return true;
            }
        }
        return false;
    }
}
