import type { ConfidentialityClass } from '#domain/access/scope.ts';
import type { BookContent, LateEntry, PaperEntry, WordsEntry } from './content.ts';
import type { Block, BookPlan, PaperPart, Sheet, WordsPart } from './plan.ts';
import type { Recipe, Tab } from './recipe.ts';

type Numbered<Class extends ConfidentialityClass> = WordsEntry<Class> | PaperEntry<Class>;
type Part = WordsPart | PaperPart;

const filled = (line: string, values: Record<string, string | number>): string =>
  line.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name]));

/**
 * Everything a book is, page by page, from its recipe and its content. Pure: the same pack is always the same plan, so
 * that a build that was broken off goes on with the same book (BOOK4).
 */
export function planOf<Letter extends string, Class extends ConfidentialityClass>(
  recipe: Recipe<Letter, Class>,
  // Not inferred from: the recipe alone says which classes there are.
  content: BookContent<NoInfer<Class>>,
): BookPlan {
  const total = content.entries.reduce((sum, { pages }) => sum + pages, 0);
  const part = (entry: Numbered<Class>, level: 1 | 2) => partOf(recipe, entry, total, level);
  const first = recipe.first.flatMap((kind) => content.entries.filter((entry) => entry.kind === kind));
  const rest = content.entries.filter((entry) => !first.includes(entry));
  const tabs = recipe.tabs.flatMap((tab): Part[] => {
    const inside = rest.filter((entry) => entry.tab === tab.letter);
    return inside.length > 0 ? [coverOf(tab, inside), ...inside.map((entry) => part(entry, 2))] : [];
  });
  const parts = [
    ...first.map((entry) => part(entry, 1)),
    ownPart('contents', 'Contents', contentsBlocks(recipe, content)),
    ownPart('facts', content.facts.title, content.facts.blocks),
    ...tabs,
    ownPart('receipt', content.receipt.title, content.receipt.blocks),
    ...lateParts(recipe, content.late),
  ];
  const { ownLine, moreLine } = recipe;
  return { title: content.reference, subject: recipe.title, ownLine, moreLine, parts };
}

const ownPart = (id: string, title: string, blocks: readonly Block[]): WordsPart => ({
  ...{ kind: 'words', id, outline: { level: 1, title }, sheet: null },
  blocks: [{ kind: 'heading', level: 1, words: title }, ...blocks],
});

const citeOf = ({ tab, firstPage }: { tab: string; firstPage: number }, page = 1): string =>
  `${tab}${firstPage + page - 1}`;
const citeAll = (entry: { tab: string; firstPage: number; pages: number }): string =>
  entry.pages > 1 ? `${citeOf(entry)} to ${citeOf(entry, entry.pages)}` : citeOf(entry);
const line = (entry: { id: string; title: string; about: string; note: string }, cite: string): Block => ({
  ...{ kind: 'entry', to: entry.id, cite, words: entry.title },
  about: [entry.about, entry.note].filter(Boolean).join('. '),
});

function partOf<Class extends ConfidentialityClass>(
  { numberLine }: Pick<Recipe<string, Class>, 'numberLine'>,
  entry: Numbered<Class>,
  pages: number,
  level: 1 | 2,
): Part {
  const sheetAt = (at: number): Sheet => {
    const page = entry.firstPage + at;
    return { line: filled(numberLine, { page, pages }), cite: citeOf(entry, at + 1), label: String(page) };
  };
  const outline = { level, title: `${citeOf(entry)} ${entry.title}` };
  if (entry.kind !== 'paper') return { kind: 'words', id: entry.id, outline, sheet: sheetAt(0), blocks: entry.blocks };
  const { id, title, note } = entry;
  return {
    kind: 'paper',
    id,
    evidenceItemId: id,
    outline,
    title,
    note,
    sheets: Array.from({ length: entry.pages }, (_, at) => sheetAt(at)),
  };
}

const coverOf = <Class extends ConfidentialityClass>(tab: Tab<string>, inside: readonly Numbered<Class>[]): WordsPart =>
  ownPart(`tab:${tab.letter}`, `${tab.letter}. ${tab.title}`, [
    { kind: 'words', words: tab.about },
    ...inside.map((entry) => line(entry, citeAll(entry))),
  ]);

function contentsBlocks<Class extends ConfidentialityClass>(
  { tabs, howNumbersWork, lateTab }: Recipe<string, Class>,
  { entries, late }: BookContent<Class>,
): Block[] {
  const under = (title: string, lines: readonly Block[]): Block[] =>
    lines.length > 0 ? [{ kind: 'heading', level: 2, words: title }, ...lines] : [];
  const ofTab = ({ letter, title }: Tab<string>) =>
    under(
      `${letter}. ${title}`,
      entries.filter(({ tab }) => tab === letter).map((entry) => line(entry, citeAll(entry))),
    );
  return [
    { kind: 'quiet', words: howNumbersWork },
    ...tabs.flatMap(ofTab),
    ...under(
      lateTab.title,
      late.map((entry) => line(entry, entry.cite)),
    ),
  ];
}

/** BOOK3: what came after the freeze is a supplement of its own behind everything, with a cover that says so. */
function lateParts<Class extends ConfidentialityClass>(
  { lateTab, lateLine }: Recipe<string, Class>,
  late: readonly LateEntry<Class>[],
): Part[] {
  if (late.length === 0) return [];
  const cover = ownPart('late', lateTab.title, [
    { kind: 'words', words: lateTab.about },
    ...late.map((entry) => line(entry, entry.cite)),
  ]);
  const papers = late.map(({ id, title, note, cite, pages }): PaperPart => ({
    ...{ kind: 'paper', id, evidenceItemId: id, title, note, outline: { level: 2, title: `${cite} ${title}` } },
    sheets: Array.from({ length: pages }, (_, at) => ({
      line: filled(lateLine, { cite, page: at + 1, pages }),
      cite: at === 0 ? cite : `${cite}, ${at + 1}`,
      label: at === 0 ? cite : `${cite} (${at + 1})`,
    })),
  }));
  return [cover, ...papers];
}
