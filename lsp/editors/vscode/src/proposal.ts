/** A faster version beside the text as it is: which address it has, and how the difference is shown. */

import * as vscode from "vscode";
import type { Session } from "./session";
import { SCHEME, type Virtual } from "./virtual";

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
    if (address.scheme !== SCHEME || address.query === "") {
        return undefined;
    }
    return { uri: vscode.Uri.file(address.path), qualname: address.query };
}

/** Shows the difference; false where the server knows no faster version, which it says itself. */
export async function showDiff(session: Session, virtual: Virtual, place: Place): Promise<boolean> {
    const text = await session.execute<string>("burner.proposed", place.uri.toString(), place.qualname);
    if (!text) {
        return false;
    }
    const address = addressOf(place);
    virtual.put(address, text);
    const title = `${place.qualname}: as it is, and faster`;
    await vscode.commands.executeCommand("vscode.diff", place.uri, address, title, { preview: true });
    return true;
}
