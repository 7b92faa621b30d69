import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { StatusBarItem } from "vscode";
import { Status } from "../src/status";
import { window, type StatusItem } from "./vscode/index";

function drawn(): { item: StatusItem; status: Status } {
    const item = window.createStatusBarItem();
    return { item, status: new Status(item as unknown as StatusBarItem) };
}

const words = (item: StatusItem): string => (typeof item.tooltip === "string" ? item.tooltip : item.tooltip.value);

describe("the status bar", () => {
    test("shows the run in progress, and its best so far", () => {
        const { item, status } = drawn();
        status.set({ is: "ready" });
        status.progress("a", { kind: "begin", title: "burner: distinct" });
        assert.equal(item.text, "$(sync~spin) distinct");
        status.progress("a", { kind: "report", message: "best so far 3.20x" });
        status.progress("a", { kind: "report" });
        assert.equal(item.text, "$(sync~spin) distinct: best so far 3.20x");
        assert.match(words(item), /\[Cancel\]\(command:burner\.cancel\)/);
        status.progress("a", { kind: "end" });
        assert.equal(item.text, "$(flame) burner");
    });

    test("a server that stopped leaves no run behind, says why, and starts again by a click", () => {
        const { item, status } = drawn();
        status.progress("a", { kind: "begin", title: "burner: distinct" });
        status.set({ is: "stopped", why: "burner is not installed on PATH." });
        assert.equal(item.text, "$(warning) burner");
        assert.match(words(item), /not installed/);
        assert.equal(item.command, "burner.restart");
        assert.equal(item.backgroundColor?.id, "statusBarItem.warningBackground");
        status.set({ is: "ready" });
        assert.equal(item.text, "$(flame) burner");
        assert.equal(item.backgroundColor, undefined);
    });
});
