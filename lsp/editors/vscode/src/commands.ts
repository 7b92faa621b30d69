/** The user's commands: from the palette they are about the cursor, from a lens or an action they bring their arguments. */

import * as vscode from "vscode";
import { CodeActionRequest, Command } from "vscode-languageclient/node";
import { placeOf, type Place } from "./proposal";
import type { Session } from "./session";

type Run = (session: Session, ...args: unknown[]) => unknown;

/** The commands of the extension, which it has also while no server runs. */
export const COMMANDS: Readonly<Record<string, Run>> = {
    "burner.optimize": sent("burner.optimize"),
    "burner.profile": sent("burner.profile"),
    "burner.applyBest": sent("burner.applyBest"),
    "burner.showDiff": sent("burner.applyBest", { apply: "never" }),
    "burner.recordWorkload": record,
    "burner.showReport": (session, ...run) => session.execute("burner.showReport", ...run),
    "burner.finish": (session) => session.execute("burner.finish"),
    "burner.cancel": (session) => session.execute("burner.cancel"),
    "burner.restart": (session) => session.restart(),
    "burner.serverInfo": showInfo,
    "burner.showLog": (session) => {
        session.showLog();
    },
};

/** Registers every command. */
export function register(session: Session): vscode.Disposable[] {
    return Object.entries(COMMANDS).map(([id, run]) =>
        vscode.commands.registerCommand(id, (...args: unknown[]) => run(session, ...args)),
    );
}

/** A command of the server about one function. */
function sent(id: string, ...more: unknown[]): Run {
    return async (session, first, qualname, ...rest) => {
        const place = await placeFrom(session, first, qualname);
        return place && session.execute(id, place.uri.toString(), place.qualname, ...rest, ...more);
    };
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

async function record(session: Session, ...[first, qualname, script]: unknown[]): Promise<void> {
    const place = await placeFrom(session, first, qualname);
    if (place === undefined) {
        return;
    }
    const chosen = typeof script === "string" ? script : await chosenScript(place.qualname);
    if (chosen !== undefined) {
        await session.execute("burner.recordWorkload", place.uri.toString(), place.qualname, chosen);
    }
}

async function chosenScript(qualname: string): Promise<string | undefined> {
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
    const chosen = await vscode.window.showOpenDialog({
        title: `Which script calls ${qualname}?`,
        openLabel: "Run and record",
        filters: { Python: ["py"] },
        ...(folder === undefined ? {} : { defaultUri: folder }),
    });
    return chosen?.[0]?.fsPath;
}

async function showInfo(session: Session): Promise<void> {
    const info = await session.execute<object>("burner.serverInfo");
    if (info !== undefined) {
        const content = JSON.stringify({ program: session.found, ...info }, null, 4);
        await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ language: "json", content }));
    }
}
