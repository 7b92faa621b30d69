import assert from "node:assert/strict";
import { chmodSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { test } from "node:test";
import type { ExtensionContext } from "vscode";
import { activate, deactivate } from "../src/extension";
import { answers, commands, seen, settings } from "./vscode/index";

interface Manifest {
    contributes: { commands: { command: string }[] };
}

test("without burner there is a message with what to do, and no command ends in 'not found'", async () => {
    process.env.PATH = "/nowhere";
    answers.push("Type the install command");
    const subscriptions: { dispose(): unknown }[] = [];
    await activate({ subscriptions } as unknown as ExtensionContext);
    assert.equal(seen.messages.length, 1);
    assert.match(seen.messages[0]?.text ?? "", /not installed on PATH\. Install it with `python -m pip install 'burner-perf\[lsp/);
    assert.equal(seen.items[0]?.text, "$(warning) burner");
    assert.deepEqual(seen.typed, [{ text: "python -m pip install 'burner-perf[lsp,llm,git]'", run: false }]);

    const manifest = JSON.parse(readFileSync(path.join(__dirname, "../../package.json"), "utf8")) as Manifest;
    for (const { command } of manifest.contributes.commands) {
        assert.throws(() => commands.registerCommand(command, () => undefined), /already exists/, command);
    }
    await commands.executeCommand("burner.optimize", "file:///project/words.py", "distinct");
    assert.equal(seen.messages.length, 2);

    settings["burner.path"] = "/nowhere/burner";
    await commands.executeCommand("burner.restart");
    assert.match(seen.messages.at(-1)?.text ?? "", /^The setting burner\.path names \/nowhere\/burner/);

    const program = path.join(mkdtempSync(path.join(tmpdir(), "burner-missing-")), "burner");
    writeFileSync(program, "#!/bin/sh\necho 'the library is missing: pygls' >&2\nexit 5\n");
    chmodSync(program, 0o755);
    settings["burner.path"] = program;
    await commands.executeCommand("burner.restart");
    assert.match(seen.messages.at(-1)?.text ?? "", /^the library is missing: pygls\. Install it/);
    assert.equal(seen.items[0].text, "$(warning) burner");
    await deactivate();
    for (const one of subscriptions) one.dispose();
});
