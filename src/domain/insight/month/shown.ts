import { hiddenOf, type Cell, type Sum } from '#domain/cases/hide-together.ts';
import { LEAST_SHOWN } from '#domain/cases/small-numbers.ts';
import { promisedKinds, silenceBands, ways, writers, type Writer } from './figures.ts';
import { countOf, wholeOf, type Tally } from './tally.ts';

/** The council, beside its teams. */
export const COUNCIL = 'council';

/** One number that may be on the page, the CSV or behind a filter: null while it is hidden. `of` is a team or `COUNCIL`. */
export type Shown = (figure: string, of: string) => number | null;

type Value = (figure: string, of: string) => number;
const named = (figure: string, of: string): string => `${figure}|${of}`;

/** One table and all that others of the page have in common with it. */
class Page {
  readonly cells = new Map<string, Cell>();
  readonly sums: Sum[] = [];
  readonly teams: readonly string[];
  readonly value: Value;

  constructor(teams: readonly string[], value: Value) {
    this.teams = teams;
    this.value = value;
  }

  /** A figure of every team and of the council. */
  byTeam(figure: string): this {
    for (const of of [...this.teams, COUNCIL]) this.cell(figure, of);
    return this.sum(
      named(figure, COUNCIL),
      this.teams.map((team) => named(figure, team)),
    );
  }

  /** A figure that is made of others, for each team and the council. */
  madeOf(whole: string, parts: readonly string[]): this {
    for (const figure of [...parts, whole]) this.byTeam(figure);
    for (const of of [...this.teams, COUNCIL])
      this.sum(
        named(whole, of),
        parts.map((part) => named(part, of)),
      );
    return this;
  }

  cell(figure: string, of: string, shown = true): this {
    this.cells.set(named(figure, of), { value: this.value(figure, of), shown, of: of === COUNCIL ? undefined : of });
    return this;
  }

  /** A figure of the council that is split another way. What the parts leave over is on no page, and protected as they are. */
  split(whole: string, parts: readonly string[]): this {
    for (const part of parts) this.cell(part, COUNCIL);
    const left = this.value(whole, COUNCIL) - parts.reduce((sum, part) => sum + this.value(part, COUNCIL), 0);
    // Counted a moment apart, a part can be ahead of its whole: then they are no sum, and tell nothing of each other.
    if (left < 0) return this;
    const rest = named(`rest of ${whole} by ${parts[0]}`, COUNCIL);
    if (left > 0) this.cells.set(rest, { value: left, shown: false });
    return this.sum(named(whole, COUNCIL), [...parts.map((part) => named(part, COUNCIL)), ...(left > 0 ? [rest] : [])]);
  }

  sum(whole: string, parts: readonly string[]): this {
    this.sums.push({ whole, parts });
    return this;
  }
}

const everyWay = Object.keys(ways);
const everyWriter = Object.keys(writers) as Writer[];

/** What a name of the page counts: the tally's own figures, and what is added up of them. */
const valueIn = (tally: Tally): Value => {
  const plain: Value = (figure, of) => (of === COUNCIL ? wholeOf(tally, figure) : countOf(tally, of, figure));
  const added = (figures: readonly string[], of: string) => figures.reduce((sum, figure) => sum + plain(figure, of), 0);
  const answers = [...new Set([...tally.values()].flatMap((team) => [...team.keys()]))].filter((figure) =>
    figure.startsWith('answer:'),
  );
  return (figure, of) => {
    const [what, which = ''] = figure.split(':') as [string, string?];
    if (which === 'due') return added([`${what}:kept`, `${what}:missed`], of);
    if (figure === 'reply:given') return added(answers, of);
    if (what === 'way')
      return figure.split(':').length === 3 ? plain(figure, of) : added([`${figure}:kept`, `${figure}:missed`], of);
    if (figure === 'came')
      return added(
        everyWay.map((way) => `came:${way}`),
        of,
      );
    if (figure === 'ring') return added(['ring:soon', 'ring:late'], of);
    if (what === 'heard')
      return added(
        everyWriter.map((who) => `heard:${who}:${which}`),
        of,
      );
    if (figure === 'open')
      return added(
        everyWriter.flatMap((who) => silenceBands.map((band) => `heard:${who}:${band}`)),
        of,
      );
    if (everyWriter.includes(what as Writer))
      return which === ''
        ? added(
            silenceBands.map((band) => `heard:${what}:${band}`),
            of,
          )
        : which === 'late'
          ? plain(`review:${what}:late`, of)
          : plain(`heard:${what}:${which}`, of);
    if (what === 'review')
      return added(
        everyWriter.map((who) => `review:${who}:${which}`),
        of,
      );
    return plain(figure, of);
  };
};

/** Every table of a month, each with what it shares numbers with. */
const pagesOf = (teams: readonly string[], value: Value): Page[] => {
  const page = () => new Page(teams, value);
  const plain = ['review:soon', 'tray', 'alone', 'clause', 'order', 'chase'];
  const ways = everyWay.map((way) => `came:${way}`);
  return [
    ...promisedKinds.filter((kind) => kind !== 'reply').map((kind) => promisePage(page(), kind)),
    replyPage(promisePage(page(), 'reply')),
    page().cell('came', COUNCIL).split('came', ways),
    page().madeOf('ring', ['ring:soon', 'ring:late']),
    casesPage(page()),
    page().byTeam('review:late').split('review:late', ofWriters('late')),
    ...plain.map((figure) => page().byTeam(figure)),
  ];
};

const ofWriters = (what: string): string[] => everyWriter.map((who) => `${who}:${what}`);
const promisePage = (page: Page, kind: string): Page => page.madeOf(`${kind}:due`, [`${kind}:kept`, `${kind}:missed`]);

/** Replies are also counted by whether they have been given, and by how the message came. */
function replyPage(page: Page): Page {
  const { teams, value } = page;
  page.byTeam('reply:given');
  // Who was not answered yet is on no page: it is what two numbers of it differ by.
  for (const of of [...teams, COUNCIL]) {
    const waits = value('reply:due', of) - value('reply:given', of);
    page.cells.set(named('reply:waits', of), { value: waits, shown: false, of: of === COUNCIL ? undefined : of });
    page.sum(named('reply:due', of), [named('reply:given', of), named('reply:waits', of)]);
  }
  const counted = everyWay.map((way) => `way:${way}`).filter((way) => value(way, COUNCIL) > 0);
  if (counted.length === 0) return page;
  const keptOf = counted.map((way) => `${way}:kept`);
  page.split('reply:due', counted).split('reply:kept', keptOf);
  for (const way of counted) {
    page.cell(`${way}:missed`, COUNCIL, false);
    page.sum(named(way, COUNCIL), [named(`${way}:kept`, COUNCIL), named(`${way}:missed`, COUNCIL)]);
  }
  return page;
}

/** Open cases, by when the family last heard from a person, and by whether it writes. */
function casesPage(page: Page): Page {
  const { teams, value } = page;
  const bands = silenceBands.map((band) => `heard:${band}`);
  page.madeOf('open', bands).split('open', everyWriter).split('heard:0', ofWriters('0'));
  for (const who of everyWriter) page.split(who, [`${who}:0`]);
  // Open at the end of the month, and open now: where they are the same number, hiding one must hide the other.
  page.byTeam('cases');
  for (const of of [...teams, COUNCIL])
    if (value('cases', of) === value('open', of)) page.sum(named('cases', of), [named('open', of)]);
  return page;
}

/**
 * MON6: the numbers of a month that may be shown. They are hidden once, for all who look and every team together, whatever
 * part of it a page, a CSV or a filter then shows: so two of those side by side tell no more than one.
 */
export function shownOf(tally: Tally, teams: readonly string[]): Shown {
  const value = valueIn(tally);
  const pages = pagesOf(teams, value);
  const hidden = new Set(pages.flatMap(({ cells, sums }) => [...hiddenOf(cells, sums)]));
  const known = new Set(pages.flatMap(({ cells }) => [...cells].flatMap(([name, { shown }]) => (shown ? [name] : []))));
  return (figure, of) => {
    const name = named(figure, of);
    if (!known.has(name)) throw new Error(`${name} is in no table: it could give away what another hides.`);
    return hidden.has(name) ? null : value(figure, of);
  };
}

/** A number of days in the middle and the middle half, over so many; null where fewer than five are counted. */
export interface Middle {
  of: number;
  low: number;
  middle: number;
  high: number;
}

/** MON4: of answers on which working day, the middle one and the middle half of all of them. */
export function middleOf(tally: Tally, team: string): Middle | null {
  const counts = new Map<number, number>();
  for (const [teamId, figures] of tally)
    if (team === COUNCIL || teamId === team)
      for (const [figure, count] of figures)
        if (figure.startsWith('answer:')) {
          const day = Number(figure.slice('answer:'.length));
          counts.set(day, (counts.get(day) ?? 0) + count);
        }
  const days = [...counts].sort(([a], [b]) => a - b);
  const all = days.reduce((sum, [, count]) => sum + count, 0);
  if (all < LEAST_SHOWN) return null;
  const at = (share: number): number => {
    let seen = 0;
    return days.find(([, count]) => (seen += count) >= share * all)![0];
  };
  return { of: all, low: at(0.25), middle: at(0.5), high: at(0.75) };
}
