import assert from "node:assert/strict";
import { test } from "node:test";
import * as vscode from "vscode";
import { addressOf, placeOf } from "../src/proposal";

test("the address of a version leads back to its function, whatever its file is called", () => {
    const uri = vscode.Uri.file("/home/a b/50% größer?/words.py");
    const place = placeOf(vscode.Uri.parse(addressOf({ uri, qualname: "Index.find_all" }).toString()));
    assert.equal(place?.uri.toString(), uri.toString());
    assert.equal(place.qualname, "Index.find_all");
});

test("files and reports are no versions: a document that the server shows would open as a difference", () => {
    assert.equal(placeOf(vscode.Uri.file("/tmp/burner-x.diff")), undefined);
    assert.equal(placeOf(vscode.Uri.parse("burner:/report last.md")), undefined);
});
