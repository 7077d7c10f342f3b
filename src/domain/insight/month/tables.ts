import type { Cell, Sum } from '#domain/cases/hide-together.ts';
import { everyWay, everyWriter, type Value } from './figure-parts.ts';
import { promisedKinds, silenceBands } from './figures.ts';
import { COUNCIL } from './tally.ts';

/** The name of one cell: a figure of a team or of the council. */
export const named = (figure: string, of: string): string => `${figure}|${of}`;

/** One table of the month, and which of its numbers add up to which: whoever knows all but one knows that one too. */
class Table {
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

  /** One number. `shown` is false for one that is on no page, and could be worked out if its neighbours were. */
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

/** Every table of a month, each with what it shares numbers with. */
export const tablesOf = (teams: readonly string[], value: Value): Table[] => {
  const table = () => new Table(teams, value);
  const plain = ['review:soon', 'tray', 'alone', 'clause', 'order', 'chase'];
  const ways = everyWay.map((way) => `came:${way}`);
  return [
    ...promisedKinds.filter((kind) => kind !== 'reply').map((kind) => promiseTable(table(), kind)),
    replyTable(promiseTable(table(), 'reply')),
    table().cell('came', COUNCIL).split('came', ways),
    table().madeOf('ring', ['ring:soon', 'ring:late']),
    casesTable(table()),
    table().byTeam('review:late').split('review:late', ofWriters('late')),
    ...plain.map((figure) => table().byTeam(figure)),
  ];
};

const ofWriters = (what: string): string[] => everyWriter.map((who) => `${who}:${what}`);
const promiseTable = (table: Table, kind: string): Table =>
  table.madeOf(`${kind}:due`, [`${kind}:kept`, `${kind}:missed`]);

/** Replies are also counted by whether they have been given, and by how the message came. */
function replyTable(table: Table): Table {
  const { teams, value } = table;
  table.byTeam('reply:given');
  // Who was not answered yet is on no page: it is what two numbers of it differ by.
  for (const of of [...teams, COUNCIL]) {
    const waits = value('reply:due', of) - value('reply:given', of);
    table.cells.set(named('reply:waits', of), { value: waits, shown: false, of: of === COUNCIL ? undefined : of });
    table.sum(named('reply:due', of), [named('reply:given', of), named('reply:waits', of)]);
  }
  const counted = everyWay.map((way) => `way:${way}`).filter((way) => value(way, COUNCIL) > 0);
  if (counted.length === 0) return table;
  const keptOf = counted.map((way) => `${way}:kept`);
  table.split('reply:due', counted).split('reply:kept', keptOf);
  for (const way of counted) {
    table.cell(`${way}:missed`, COUNCIL, false);
    table.sum(named(way, COUNCIL), [named(`${way}:kept`, COUNCIL), named(`${way}:missed`, COUNCIL)]);
  }
  return table;
}

/** Open cases, by when the family last heard from a person, and by whether it writes. */
function casesTable(table: Table): Table {
  const { teams, value } = table;
  const bands = silenceBands.map((band) => `heard:${band}`);
  table.madeOf('open', bands).split('open', everyWriter).split('heard:0', ofWriters('0'));
  for (const who of everyWriter) table.split(who, [`${who}:0`]);
  // Open at the end of the month, and open now: where they are the same number, hiding one must hide the other.
  table.byTeam('cases');
  for (const of of [...teams, COUNCIL])
    if (value('cases', of) === value('open', of)) table.sum(named('cases', of), [named('open', of)]);
  return table;
}
