/** How the documents that the server makes are shown: a diff beside the text, a report as a page, all others as they are. */

import { readFile } from "node:fs/promises";
import * as path from "node:path";
import * as vscode from "vscode";
import type { ShowDocumentRequest } from "vscode-languageclient/node";
import type { Proposals } from "./proposal";

/** Answers `window/showDocument`. */
export function showing(proposals: Proposals): ShowDocumentRequest.MiddlewareSignature {
    return async (params, token, next) => {
        const uri = vscode.Uri.parse(params.uri);
        const { ext, name } = path.parse(uri.path);
        if (ext === ".diff" && (await proposals.show(await readFile(uri.fsPath, "utf8"), name))) {
            return { success: true };
        }
        if (ext === ".md") {
            await vscode.commands.executeCommand("markdown.showPreview", uri);
            return { success: true };
        }
        return next(params, token);
    };
}
