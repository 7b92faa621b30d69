/** What the Python extension knows, where it is installed: it is asked, never required. */

import { PVSC_EXTENSION_ID, PythonExtension } from "@vscode/python-extension";
import * as vscode from "vscode";

/** The environment that is selected for the first folder. */
export interface Selected {
    readonly interpreter: string;
    /** The folder of a virtual environment, as a terminal that activates it would set VIRTUAL_ENV. */
    readonly virtualEnv: string | undefined;
}

/** The selected environment; undefined without the extension. */
export async function selected(): Promise<Selected | undefined> {
    const environments = (await api())?.environments;
    if (environments === undefined) {
        return undefined;
    }
    const active = environments.getActiveEnvironmentPath(vscode.workspace.workspaceFolders?.[0]);
    const environment = await environments.resolveEnvironment(active);
    const interpreter = environment?.executable.uri?.fsPath;
    if (interpreter === undefined) {
        return undefined;
    }
    const virtual = environment?.environment?.type === "VirtualEnvironment";
    return { interpreter, virtualEnv: virtual ? environment.environment.folderUri.fsPath : undefined };
}

/** Calls back whenever another environment is selected. */
export async function onSelected(changed: () => void): Promise<vscode.Disposable> {
    const environments = (await api())?.environments;
    return environments?.onDidChangeActiveEnvironmentPath(changed) ?? new vscode.Disposable(() => undefined);
}

async function api(): Promise<PythonExtension | undefined> {
    return vscode.extensions.getExtension(PVSC_EXTENSION_ID) === undefined ? undefined : PythonExtension.api();
}
