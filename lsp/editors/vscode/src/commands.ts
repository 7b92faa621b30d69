/** The user's commands: from the palette they are about the cursor, from a lens or an action they bring their arguments. */

import * as vscode from "vscode";
import { CodeActionRequest, Command } from "vscode-languageclient/node";
import { placeOf, type Place } from "./proposal";
import type { Session } from "./session";

const ONLY_SHOW = { apply: "never" };

/** Registers every command of the extension. */
export function register(session: Session, log: vscode.LogOutputChannel): vscode.Disposable[] {
    const about = (id: string, run: (place: Place, rest: unknown[]) => Promise<unknown>): vscode.Disposable =>
        vscode.commands.registerCommand(id, async (first?: unknown, qualname?: unknown, ...rest: unknown[]) => {
            const place = await placeFrom(session, first, qualname);
            return place && run(place, rest);
        });
    const send = (id: string): vscode.Disposable =>
        about(id, (place, rest) => session.execute(id, place.uri.toString(), place.qualname, ...rest));
    return [
        send("burner.optimize"),
        send("burner.profile"),
        send("burner.applyBest"),
        about("burner.recordWorkload", (place, rest) => record(session, place, rest[0])),
        about("burner.showDiff", (place) => session.execute("burner.applyBest", place.uri.toString(), place.qualname, ONLY_SHOW)),
        vscode.commands.registerCommand("burner.showReport", (...run: unknown[]) => session.execute("burner.showReport", ...run)),
        vscode.commands.registerCommand("burner.cancel", () => session.execute("burner.cancel")),
        vscode.commands.registerCommand("burner.restart", () => session.restart()),
        vscode.commands.registerCommand("burner.serverInfo", () => showInfo(session)),
        vscode.commands.registerCommand("burner.showLog", () => {
            log.show();
        }),
    ];
}

/** Finds out which function is meant: the server's arguments, a diff's address, or the cursor. */
async function placeFrom(session: Session, first: unknown, qualname: unknown): Promise<Place | undefined> {
    if (typeof first === "string" && typeof qualname === "string") {
        return { uri: vscode.Uri.parse(first), qualname };
    }
    const editor = vscode.window.activeTextEditor;
    const shown = first instanceof vscode.Uri ? first : editor?.document.uri;
    return (shown && placeOf(shown)) ?? atCursor(session, editor);
}

async function atCursor(session: Session, editor: vscode.TextEditor | undefined): Promise<Place | undefined> {
    if (editor?.document.languageId !== "python" || editor.document.uri.scheme !== "file") {
        await vscode.window.showWarningMessage("burner: open a Python file and put the cursor into a function.");
        return undefined;
    }
    if (session.client === undefined) {
        await session.execute("burner.serverInfo"); // says what is wrong
        return undefined;
    }
    const uri = editor.document.uri;
    const position = session.client.code2ProtocolConverter.asPosition(editor.selection.active);
    const actions = await session.client.sendRequest(CodeActionRequest.type, {
        textDocument: { uri: uri.toString() },
        range: { start: position, end: position },
        context: { diagnostics: [], only: ["refactor.rewrite"] },
    });
    const commands = (actions ?? []).map((action) => (Command.is(action) ? action : action.command));
    const qualname: unknown = commands.find((command) => command?.command === "burner.optimize")?.arguments?.[1];
    if (typeof qualname !== "string") {
        await vscode.window.showWarningMessage("burner: there is no function at the cursor.");
        return undefined;
    }
    return { uri, qualname };
}

async function record(session: Session, place: Place, given: unknown): Promise<void> {
    const chosen =
        typeof given === "string"
            ? [vscode.Uri.file(given)]
            : await vscode.window.showOpenDialog({
                  title: `Which script calls ${place.qualname}?`,
                  openLabel: "Run and record",
                  filters: { Python: ["py"] },
                  ...folder(),
              });
    if (chosen?.[0] !== undefined) {
        await session.execute("burner.recordWorkload", place.uri.toString(), place.qualname, chosen[0].fsPath);
    }
}

function folder(): { defaultUri?: vscode.Uri } {
    const uri = vscode.workspace.workspaceFolders?.[0]?.uri;
    return uri === undefined ? {} : { defaultUri: uri };
}

async function showInfo(session: Session): Promise<void> {
    const info = await session.execute<object>("burner.serverInfo");
    if (info !== undefined) {
        const content = JSON.stringify({ program: session.found, ...info }, null, 4);
        await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ language: "json", content }));
    }
}
