/** Stands in for the editor: what the extension and the client library ask of it, and what a test wants to see of it. */

import { EventEmitter as NodeEmitter } from "node:events";
import { URI } from "vscode-uri";

export const version = "1.91.0";
export { URI as Uri };

type Listener<T> = (value: T) => unknown;

export class Disposable {
    constructor(private readonly end: () => void) {}
    static from(...all: Disposable[]): Disposable {
        return new Disposable(() => {
            for (const one of all) one.dispose();
        });
    }
    dispose(): void {
        this.end();
    }
}

export class EventEmitter<T> {
    readonly #node = new NodeEmitter();
    readonly event = (listener: Listener<T>, self?: unknown, all?: Disposable[]): Disposable => {
        const bound = (value: T): void => void listener.call(self, value);
        this.#node.on("fired", bound);
        const disposable = new Disposable(() => this.#node.off("fired", bound));
        all?.push(disposable);
        return disposable;
    };
    fire(value: T): void {
        this.#node.emit("fired", value);
    }
    dispose(): void {
        this.#node.removeAllListeners();
    }
}

export class CancellationTokenSource {
    readonly token = { isCancellationRequested: false, onCancellationRequested: new EventEmitter<void>().event };
    cancel(): void {
        this.token.isCancellationRequested = true;
    }
    dispose(): void {
        this.cancel();
    }
}
export class CancellationError extends Error {}

export class Position {
    constructor(
        readonly line: number,
        readonly character: number,
    ) {}
}
export class Range {
    constructor(
        readonly start: Position,
        readonly end: Position,
    ) {}
}
export class TextEdit {
    constructor(
        readonly range: Range,
        readonly newText: string,
    ) {}
}
export class WorkspaceEdit {
    readonly sets: [URI, TextEdit[]][] = [];
    set(uri: URI, edits: TextEdit[]): void {
        this.sets.push([uri, edits]);
    }
}

export class MarkdownString {
    isTrusted: unknown;
    constructor(public value = "") {}
    appendText(text: string): this {
        this.value += text;
        return this;
    }
    appendMarkdown(text: string): this {
        return this.appendText(text);
    }
}
export class ThemeColor {
    constructor(readonly id: string) {}
}

// What the library makes classes of its own from; no test looks into them.
class Plain {
    readonly made = true;
}
export {
    Plain as CallHierarchyItem,
    Plain as CodeAction,
    Plain as CodeLens,
    Plain as CompletionItem,
    Plain as Diagnostic,
    Plain as DocumentLink,
    Plain as Hover,
    Plain as InlayHint,
    Plain as SymbolInformation,
    Plain as TypeHierarchyItem,
    Plain as TabInputText,
    Plain as TabInputTextDiff,
    Plain as TabInputNotebook,
    Plain as TabInputCustom,
};

export class CodeActionKind {
    constructor(readonly value: string) {}
    append(part: string): CodeActionKind {
        return new CodeActionKind(`${this.value}.${part}`);
    }
    static readonly Empty = new CodeActionKind("");
    static readonly QuickFix = new CodeActionKind("quickfix");
    static readonly Refactor = new CodeActionKind("refactor");
    static readonly RefactorExtract = new CodeActionKind("refactor.extract");
    static readonly RefactorInline = new CodeActionKind("refactor.inline");
    static readonly RefactorRewrite = new CodeActionKind("refactor.rewrite");
    static readonly Source = new CodeActionKind("source");
    static readonly SourceOrganizeImports = new CodeActionKind("source.organizeImports");
    static readonly SourceFixAll = new CodeActionKind("source.fixAll");
}

/** An enumeration of which only the names matter. */
const names = (): Record<string, string> => new Proxy({}, { get: (_, name) => name });
export const StatusBarAlignment = names();
export const ProgressLocation = names();
export const CompletionItemKind = names();
export const CompletionItemTag = names();
export const DiagnosticSeverity = { Error: 0, Warning: 1, Information: 2, Hint: 3 };
export const DiagnosticTag = { Unnecessary: 1, Deprecated: 2 };
export const DocumentHighlightKind = names();
export const FoldingRangeKind = names();
export const InlineCompletionTriggerKind = names();
export const LogLevel = { Off: 0, Trace: 1, Debug: 2, Info: 3, Warning: 4, Error: 5 };
export const NotebookCellKind = names();
export const SignatureHelpTriggerKind = names();
export const SymbolKind = names();
export const SymbolTag = names();
export const TextDocumentSaveReason = names();

// ---- what a test sets and sees

export interface StatusItem {
    text: string;
    tooltip: string | MarkdownString;
    command: string;
    backgroundColor: ThemeColor | undefined;
    name: string;
    show(): void;
    dispose(): void;
}

/** Everything the extension did to the editor, and how the user answers. */
export const seen = {
    items: [] as StatusItem[],
    messages: [] as { text: string; buttons: string[] }[],
    executed: [] as { id: string; args: unknown[] }[],
    documents: [] as { language: string; content: string }[],
    edits: [] as WorkspaceEdit[],
    typed: [] as { text: string; run: boolean }[],
    log: [] as string[],
};

/** Answers to messages by the button's title; the first one that a message has is pressed. */
export const answers: string[] = [];
export const settings: Record<string, unknown> = {};
export const pythonExtension: { exports: unknown } = { exports: undefined };
export const changed = new EventEmitter<{ affectsConfiguration(section: string): boolean }>();

const registered = new Map<string, (...args: unknown[]) => unknown>();
const providers = new Map<string, { provideTextDocumentContent(uri: URI): string | undefined }>();
const nothing = new Disposable(() => undefined);
const never = (): Disposable => nothing;

// ---- the editor's own names

export const commands = {
    registerCommand(id: string, run: (...args: unknown[]) => unknown): Disposable {
        if (registered.has(id)) throw new Error(`command '${id}' already exists`);
        registered.set(id, run);
        return new Disposable(() => registered.delete(id));
    },
    async executeCommand(id: string, ...args: unknown[]): Promise<unknown> {
        seen.executed.push({ id, args });
        return await registered.get(id)?.(...args);
    },
};

type Button = string | { title: string };
const message = (text: string, ...buttons: Button[]): Promise<Button | undefined> => {
    const titles = buttons.map((button) => (typeof button === "string" ? button : button.title));
    seen.messages.push({ text, buttons: titles });
    return Promise.resolve(buttons[titles.findIndex((title) => answers.includes(title))]);
};
const note = (text: string): void => void seen.log.push(text);

export const window = {
    activeTextEditor: undefined as unknown,
    visibleTextEditors: [],
    tabGroups: { all: [], activeTabGroup: { tabs: [] }, onDidChangeTabs: never, onDidChangeTabGroups: never },
    onDidChangeActiveTextEditor: never,
    onDidChangeVisibleTextEditors: never,
    showErrorMessage: message,
    showWarningMessage: message,
    showInformationMessage: message,
    showOpenDialog: (): Promise<URI[]> => Promise.resolve([URI.file("/project/script.py")]),
    showTextDocument: (): Promise<void> => Promise.resolve(),
    createStatusBarItem(): StatusItem {
        const quiet = (): void => undefined;
        const item: StatusItem = { text: "", tooltip: "", command: "", backgroundColor: undefined, name: "", show: quiet, dispose: quiet };
        seen.items.push(item);
        return item;
    },
    createOutputChannel: () => ({
        ...{ name: "burner", logLevel: LogLevel.Info, onDidChangeLogLevel: never },
        ...{ appendLine: note, append: note, trace: note, debug: note, info: note, warn: note, error: note },
        ...{ show: () => undefined, dispose: () => undefined },
    }),
    createTerminal: () => ({
        show: () => undefined,
        sendText: (text: string, run: boolean) => seen.typed.push({ text, run }),
    }),
    withProgress: (_: unknown, run: (...args: unknown[]) => unknown) =>
        run({ report: () => undefined }, new CancellationTokenSource().token),
};

export const workspace = {
    workspaceFolders: undefined as { uri: URI; name: string; index: number }[] | undefined,
    textDocuments: [] as unknown[],
    notebookDocuments: [],
    getConfiguration: (section?: string) => {
        const prefix = section === undefined || section === "" ? "" : `${section}.`;
        const values = Object.entries(settings).filter(([name]) => name.startsWith(prefix));
        return {
            get: (name: string, otherwise?: unknown) => settings[prefix + name] ?? otherwise,
            ...Object.fromEntries(values.map(([name, value]) => [name.slice(prefix.length), value])),
        };
    },
    getWorkspaceFolder: (): undefined => undefined,
    openTextDocument: (document: { language: string; content: string }) => {
        seen.documents.push(document);
        return Promise.resolve(document);
    },
    applyEdit: (edit: WorkspaceEdit) => {
        seen.edits.push(edit);
        return Promise.resolve(true);
    },
    registerTextDocumentContentProvider(scheme: string, provider: { provideTextDocumentContent(uri: URI): string | undefined }) {
        providers.set(scheme, provider);
        return new Disposable(() => providers.delete(scheme));
    },
    onDidChangeConfiguration: changed.event,
    onDidChangeWorkspaceFolders: never,
    onDidOpenTextDocument: never,
    onDidChangeTextDocument: never,
    onDidCloseTextDocument: never,
    onDidSaveTextDocument: never,
    onWillSaveTextDocument: never,
    onDidOpenNotebookDocument: never,
    onDidChangeNotebookDocument: never,
    onDidSaveNotebookDocument: never,
    onDidCloseNotebookDocument: never,
    onDidCreateFiles: never,
    onDidRenameFiles: never,
    onDidDeleteFiles: never,
    onWillCreateFiles: never,
    onWillRenameFiles: never,
    onWillDeleteFiles: never,
};

const language: Record<string, unknown> = {
    match: (selector: unknown, document: { languageId: string }) => (JSON.stringify(selector).includes(document.languageId) ? 10 : 0),
    createDiagnosticCollection: () => ({ set: note, delete: note, clear: () => undefined, dispose: () => undefined }),
};
/** Every `register...Provider` is accepted; documents match by their language. */
export const languages = new Proxy(language, { get: (known, name: string) => known[name] ?? never });

export const env = { appName: "test", language: "en" };
export const extensions = {
    getExtension: () => (pythonExtension.exports === undefined ? undefined : { isActive: true, exports: pythonExtension.exports }),
};

/** The text of a document of the extension's own. */
export function shown(uri: URI): string | undefined {
    return providers.get(uri.scheme)?.provideTextDocumentContent(uri);
}
