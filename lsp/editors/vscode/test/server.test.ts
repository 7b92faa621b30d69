import assert from "node:assert/strict";
import { chmodSync, existsSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { test } from "node:test";
import * as vscode from "vscode";
import { activate, deactivate } from "../src/extension";
import { answers, commands, seen, settings, shown, Uri, window, workspace } from "./vscode/index";

const SLOW = `"""Words."""


def distinct(words):
    found = []
    for word in words:
        if word not in found:
            found.append(word)
    return found
`;
const TESTS = `from words import distinct


def test_distinct():
    assert distinct(["b", "a", "b"]) == ["b", "a"]
    assert len(distinct([f"w{n % 97}" for n in range(300)])) == 97
`;

async function until<T>(what: string, found: () => T | undefined | false): Promise<T> {
    for (let waited_s = 0; waited_s < 150; waited_s += 0.05) {
        const result = found();
        if (result !== undefined && result !== false) {
            return result;
        }
        await sleep(50);
    }
    assert.fail(`${what} did not come; messages: ${JSON.stringify(seen.messages)}; log: ${seen.log.join("\n")}`);
}

const burner = process.env.BURNER ?? "";

test("with a real server: a run is shown, its version previewed and applied", { skip: !existsSync(burner) && "BURNER names no burner" }, async () => {
    const project = mkdtempSync(path.join(tmpdir(), "burner-vscode-"));
    const file = path.join(project, "words.py");
    writeFileSync(path.join(project, "pyproject.toml"), "[project]\nname = 'words'\nversion = '1'\n");
    writeFileSync(file, SLOW);
    writeFileSync(path.join(project, "test_words.py"), TESTS);
    const uri = vscode.Uri.file(file);
    const document = { uri, languageId: "python", version: 1, isClosed: false, fileName: file, getText: () => SLOW };
    workspace.workspaceFolders = [{ uri: Uri.file(project), name: "words", index: 0 }];
    workspace.textDocuments = [document];
    window.activeTextEditor = { document, selection: { active: new vscode.Position(5, 4) } };
    const [program, pids] = [path.join(project, "burner"), path.join(project, "pids")];
    writeFileSync(program, `#!/bin/sh\necho $$ >> '${pids}'\nexec '${burner}' "$@"\n`);
    chmodSync(program, 0o755);
    const started = (): number[] => readFileSync(pids, "utf8").trim().split("\n").map(Number);
    Object.assign(settings, { "burner.path": program, "burner.policy": "rules", "burner.budget": "120s" });

    const subscriptions: { dispose(): unknown }[] = [];
    await activate({ subscriptions } as unknown as vscode.ExtensionContext);
    const item = seen.items[0];
    assert.equal(item?.text, "$(flame) burner", JSON.stringify(seen.messages));

    await commands.executeCommand("burner.serverInfo");
    const info = JSON.parse(seen.documents[0]?.content ?? "") as { version: string; program: object; options: { policy: string } };
    assert.deepEqual([info.program, info.options.policy], [{ command: program, by: "the setting burner.path" }, "rules"]);

    answers.push("Show diff");
    await commands.executeCommand("burner.optimize");
    await until("progress", () => item.text.startsWith("$(sync~spin) optimising distinct"));
    const diff = await until("the difference", () => seen.executed.find(({ id }) => id === "vscode.diff"));
    assert.equal(String(diff.args[0]), uri.toString());
    const proposed = shown(diff.args[1] as Uri) ?? "";
    assert.notEqual(proposed, SLOW);
    assert.ok(proposed.startsWith('"""Words."""\n\n\ndef distinct(words):\n'));
    assert.equal(item.text, "$(flame) burner");
    assert.equal(readFileSync(file, "utf8"), SLOW);

    await commands.executeCommand("burner.applyBest", diff.args[1]);
    await until("the edit", () => seen.edits.length > 0);

    await commands.executeCommand("burner.showReport");
    const page = await until("the report", () => seen.executed.find(({ id }) => id === "markdown.showPreview"));
    assert.match(readFileSync((page.args[0] as vscode.Uri).fsPath, "utf8"), /distinct/);

    process.kill(started()[0] ?? 0, "SIGKILL");
    await until("another server", () => started().length === 2 && item.text === "$(flame) burner");
    await deactivate();
    for (const one of subscriptions) one.dispose();
});
