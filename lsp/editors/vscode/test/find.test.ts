import assert from "node:assert/strict";
import { chmodSync, mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import * as path from "node:path";
import { describe, test } from "node:test";
import { find } from "../src/find";

const folder = mkdtempSync(path.join(tmpdir(), "burner-find-"));

function program(name: string): string {
    const bin = path.join(folder, name, "bin");
    mkdirSync(bin, { recursive: true });
    writeFileSync(path.join(bin, "burner"), "#!/bin/sh\n");
    chmodSync(path.join(bin, "burner"), 0o755);
    return bin;
}

const nowhere = { configured: "", folder: undefined, interpreter: undefined, path: "" };

describe("where burner is", () => {
    test("the setting wins, so that a user can choose another burner than the project's", () => {
        const [chosen, environment] = [program("chosen"), program("environment")];
        const interpreter = path.join(environment, "python");
        const found = find({ ...nowhere, configured: path.join(chosen, "burner"), interpreter, path: environment });
        assert.deepEqual(found, { command: path.join(chosen, "burner"), by: "the setting burner.path" });
    });

    test("a setting may name the workspace's folder", () => {
        const bin = program("project/.venv");
        const project = path.join(folder, "project");
        const found = find({ ...nowhere, configured: "${workspaceFolder}/.venv/bin/burner", folder: project });
        assert.equal("command" in found && found.command, path.join(bin, "burner"));
    });

    test("a setting that names nothing is not passed over in silence", () => {
        const found = find({ ...nowhere, configured: "~/no/burner", path: program("other") });
        assert.deepEqual(found, { why: `The setting burner.path names ${homedir()}/no/burner, and there is no program.` });
    });

    test("the selected interpreter's burner comes before the one on PATH", () => {
        const [environment, other] = [program("selected"), program("on-path")];
        const found = find({ ...nowhere, interpreter: path.join(environment, "python"), path: other });
        assert.equal("command" in found && found.command, path.join(environment, "burner"));
        const outside = find({ ...nowhere, interpreter: "/usr/nowhere/python", path: ["", "/nowhere", other].join(path.delimiter) });
        assert.deepEqual(outside, { command: path.join(other, "burner"), by: "PATH" });
    });

    test("where there is none, the words say where it was looked for", () => {
        const found = find({ ...nowhere, interpreter: "/opt/venv/bin/python" });
        assert.deepEqual(found, { why: "burner is not installed beside /opt/venv/bin/python or on PATH." });
    });
});
