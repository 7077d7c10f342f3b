import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const root = fileURLToPath(new URL('../..', import.meta.url));

export interface SourceFile {
  /** From the root of the repository, with forward slashes. */
  path: string;
  text: string;
}

/** Every file under `folder` whose name ends as asked, in order of name. An absent folder has none. */
export function filesUnder(folder: string, endings: readonly string[]): SourceFile[] {
  const found: SourceFile[] = [];
  const walk = (path: string): void => {
    for (const name of readdirSync(join(root, path)).sort()) {
      const at = `${path}/${name}`;
      if (statSync(join(root, at)).isDirectory()) walk(at);
      else if (endings.some((ending) => name.endsWith(ending))) found.push({ path: at, text: readText(at) });
    }
  };
  if (statSync(join(root, folder), { throwIfNoEntry: false })) walk(folder);
  return found;
}

export const readText = (path: string): string => readFileSync(join(root, path), 'utf8');
export const exists = (path: string): boolean => statSync(join(root, path), { throwIfNoEntry: false }) !== undefined;

/** Whether a route has a page, and not only an endpoint: also one that leaves out a layout between (`+page@[caseFile].svelte`). */
export const isPage = (route: string): boolean =>
  readdirSync(join(root, `src/routes${route}`)).some((name) => /^\+page(@.*)?\.svelte$/.test(name));

export interface Import {
  /** A path from the root for our own files, the bare name for packages. */
  to: string;
  typeOnly: boolean;
}

const subpaths: Record<string, string> = {
  '#domain/': 'src/domain/',
  '#realtime/': 'src/realtime/',
  '#ui/': 'src/ui/',
  '#server/': 'src/server/',
};

/** What a file imports, re-exports or loads later. */
export function importsOf({ path, text }: SourceFile): Import[] {
  const script = scriptOf(path, text);
  const found: Import[] = [];
  for (const [, typeWord, name] of script.matchAll(
    /(?:^|\n)\s*(?:import|export)\s+(type\s)?(?:[^'";]*?\sfrom\s+)?'([^']+)'/g,
  ))
    found.push({ to: resolved(path, name!), typeOnly: Boolean(typeWord) });
  for (const [, name] of script.matchAll(/\bimport\(\s*'([^']+)'/g))
    found.push({ to: resolved(path, name!), typeOnly: false });
  return found;
}

function resolved(from: string, name: string): string {
  if (name === '#protocol') return 'src/protocol.ts';
  for (const [prefix, folder] of Object.entries(subpaths))
    if (name.startsWith(prefix)) return folder + name.slice(prefix.length);
  return name.startsWith('.') ? new URL(name, `file:///${from}`).pathname.slice(1) : name;
}

/** The TypeScript of a file: all of it, or the script blocks of a component. */
export function scriptOf(path: string, text: string): string {
  if (!path.endsWith('.svelte')) return text;
  return [...text.matchAll(/<script[^>]*>([\s\S]*?)<\/script>/g)].map((block) => block[1]).join('\n');
}

/** The file without its comments, so that a comment may say what must not be said elsewhere. */
export const withoutComments = (text: string): string =>
  text
    .replace(/<!--[\s\S]*?-->/g, '')
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/(^|[^:'"`\\])\/\/[^\n]*/g, '$1');

export interface Length {
  name: string;
  lines: number;
}

/** How long each function of a file is, in lines, its braces included. Wrappers of tests are not functions anybody reads as one. */
export function functionLengths({ path, text }: SourceFile): Length[] {
  const source = ts.createSourceFile(path, scriptOf(path, text), ts.ScriptTarget.Latest, true);
  const found: Length[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionLike(node) && 'body' in node && node.body) {
      const [first, last] = [node.getStart(source), node.getEnd()].map(
        (at) => source.getLineAndCharacterOfPosition(at).line,
      );
      found.push({ name: nameOf(node, source), lines: last! - first! + 1 });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function nameOf(node: ts.Node, source: ts.SourceFile): string {
  const named = node as { name?: ts.Node; parent?: { name?: ts.Node } };
  return (named.name ?? named.parent?.name)?.getText(source) ?? 'an unnamed function';
}
