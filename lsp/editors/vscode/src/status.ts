/** The item in the status bar: whether the server runs, and which run is in progress. */

import * as vscode from "vscode";
import type { ProgressToken, WorkDoneProgressBegin, WorkDoneProgressEnd, WorkDoneProgressReport } from "vscode-languageclient/node";

export type State = { readonly is: "starting" } | { readonly is: "ready" } | { readonly is: "stopped"; readonly why: string };

export class Status {
    readonly #item: vscode.StatusBarItem;
    readonly #runs = new Map<ProgressToken, { readonly title: string; message: string }>();
    #state: State = { is: "starting" };

    constructor(item: vscode.StatusBarItem) {
        this.#item = item;
        item.name = "burner";
        this.#draw();
        item.show();
    }

    /** Shows how the server is; a server that starts or has stopped runs nothing. */
    set(state: State): void {
        this.#state = state;
        if (state.is !== "ready") {
            this.#runs.clear();
        }
        this.#draw();
    }

    /** Shows the progress of a run, as the server tells it. */
    progress(token: ProgressToken, value: WorkDoneProgressBegin | WorkDoneProgressReport | WorkDoneProgressEnd): void {
        if (value.kind === "begin") {
            this.#runs.set(token, { title: value.title.replace(/^burner: /, ""), message: value.message ?? "" });
        } else if (value.kind === "end") {
            this.#runs.delete(token);
        } else {
            const run = this.#runs.get(token);
            if (run !== undefined) {
                run.message = value.message ?? run.message;
            }
        }
        this.#draw();
    }

    #draw(): void {
        const [run, ...waiting] = this.#runs.values();
        const item = this.#item;
        item.backgroundColor = this.#state.is === "stopped" ? new vscode.ThemeColor("statusBarItem.warningBackground") : undefined;
        item.command = this.#state.is === "stopped" ? "burner.restart" : "burner.showLog";
        if (run !== undefined) {
            item.text = `$(sync~spin) ${run.title}${run.message && `: ${run.message}`}`;
            const commands = { "Take the best so far": "burner.finish", Cancel: "burner.cancel" };
            item.tooltip = links(`${String(1 + waiting.length)} in progress or waiting.`, commands);
        } else if (this.#state.is === "stopped") {
            item.text = "$(warning) burner";
            item.tooltip = links(this.#state.why, { "Start again": "burner.restart" });
        } else if (this.#state.is === "starting") {
            item.text = "$(loading~spin) burner";
            item.tooltip = "burner's server starts";
        } else {
            item.text = "$(flame) burner";
            item.tooltip = links("No run in progress.", { "Report of the last run": "burner.showReport" });
        }
    }
}

function links(text: string, commands: Readonly<Record<string, string>>): vscode.MarkdownString {
    const all = { ...commands, Log: "burner.showLog" };
    const tooltip = new vscode.MarkdownString();
    tooltip.isTrusted = { enabledCommands: Object.values(all) };
    const shown = Object.entries(all).map(([title, command]) => `[${title}](command:${command})`);
    return tooltip.appendText(text).appendMarkdown(`\n\n${shown.join(" | ")}`);
}
