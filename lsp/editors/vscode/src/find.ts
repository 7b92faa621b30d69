/** Where the `burner` program is: this module decides, it starts nothing and shows nothing. */

import { accessSync, constants } from "node:fs";
import { homedir } from "node:os";
import * as path from "node:path";

/** The program, and which rule found it. */
export interface Found {
    readonly command: string;
    readonly by: string;
}

/** Why there is none, in words for the user. */
export interface Missing {
    readonly why: string;
}

/** What is looked at, in this order. */
export interface Places {
    /** The setting `burner.path`. */
    readonly configured: string;
    /** The folder of the workspace, for `${workspaceFolder}`. */
    readonly folder: string | undefined;
    /** The interpreter that is selected in the Python extension. */
    readonly interpreter: string | undefined;
    /** The variable PATH. */
    readonly path: string;
}

const NAMES = process.platform === "win32" ? ["burner.exe", "burner.cmd"] : ["burner"];

/** The program by the setting, else beside the interpreter, else on PATH. */
export function find(places: Places): Found | Missing {
    if (places.configured !== "") {
        const command = expanded(places.configured, places.folder);
        return runs(command)
            ? { command, by: "the setting burner.path" }
            : { why: `The setting burner.path names ${command}, and there is no program.` };
    }
    const beside = places.interpreter === undefined ? undefined : inFolder(path.dirname(places.interpreter));
    if (beside !== undefined) {
        return { command: beside, by: "the selected Python interpreter" };
    }
    for (const folder of places.path.split(path.delimiter).filter((entry) => entry !== "")) {
        const command = inFolder(folder);
        if (command !== undefined) {
            return { command, by: "PATH" };
        }
    }
    const looked = places.interpreter === undefined ? "" : ` beside ${places.interpreter} or`;
    return { why: `burner is not installed${looked} on PATH.` };
}

function expanded(text: string, folder: string | undefined): string {
    const home = text === "~" || text.startsWith("~/") ? homedir() + text.slice(1) : text;
    return folder === undefined ? home : path.resolve(folder, home.replaceAll("${workspaceFolder}", folder));
}

function inFolder(folder: string): string | undefined {
    return NAMES.map((name) => path.join(folder, name)).find(runs);
}

function runs(file: string): boolean {
    try {
        accessSync(file, constants.X_OK);
        return true;
    } catch {
        return false;
    }
}
