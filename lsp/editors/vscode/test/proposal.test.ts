import assert from "node:assert/strict";
import { test } from "node:test";
import * as vscode from "vscode";
import { addressOf, placeOf, Proposals } from "../src/proposal";
import { seen, workspace } from "./vscode/index";

test("the address of a version leads back to its function, whatever its file is called", () => {
    const uri = vscode.Uri.file("/home/a b/50% größer?/words.py");
    const place = placeOf(vscode.Uri.parse(addressOf({ uri, qualname: "Index.find_all" }).toString()));
    assert.equal(place?.uri.toString(), uri.toString());
    assert.equal(place.qualname, "Index.find_all");
});

test("a file is no version: its check mark would apply something", () => {
    assert.equal(placeOf(vscode.Uri.file("/tmp/words.py")), undefined);
});

const OLD = "# moved\r\nx = 1\r\n\r\n\r\ndef f(a):\r\n    return [b for b in a]\r\n";
const DIFF = "--- a/src/words.py\n+++ b/src/words.py\n@@ -1,5 +1,5 @@\n x = 1\n \n \n def f(a):\n-    return [b for b in a]\n+    return list(a)\n";

test("a version is shown beside the open document that it fits, also where lines moved, with its line ends", async () => {
    const document = (name: string, text: string): object => ({ uri: vscode.Uri.file(name), getText: () => text });
    const other = document("/other/words.py", OLD);
    const changed = document("/old/src/words.py", OLD.replace("b in a", "b in sorted(a)"));
    workspace.textDocuments = [other, changed, document("/project/src/words.py", OLD)];
    const proposals = new Proposals();
    assert.equal(await proposals.show(DIFF, "f"), true);
    const { id, args } = seen.executed.at(-1) ?? { id: "", args: [] };
    assert.equal(id, "vscode.diff");
    assert.equal(String(args[0]), "file:///project/src/words.py");
    assert.equal(proposals.provideTextDocumentContent(args[1] as vscode.Uri), OLD.replace("[b for b in a]", "list(a)"));

    workspace.textDocuments = [other, changed];
    assert.equal(await proposals.show(DIFF, "f"), false);
});
