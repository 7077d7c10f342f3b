import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hiddenOf, type Cell, type Sum } from './hide-together.ts';

/** Teams by parts, with both ways of adding up; and the council's parts split once more, as a page has them. */
function pageOf(table: number[][], again: number[] | null): { cells: Map<string, Cell>; sums: Sum[] } {
  const cells = new Map<string, Cell>();
  const sums: Sum[] = [];
  const teams = table.map((_, team) => `t${team}`);
  const parts = table[0]!.map((_, part) => `p${part}`);
  table.forEach((row, team) => {
    row.forEach((value, part) => cells.set(`${teams[team]} ${parts[part]}`, { value, shown: true, of: teams[team] }));
    cells.set(`${teams[team]} all`, { value: sum(row), shown: true, of: teams[team] });
    sums.push({ whole: `${teams[team]} all`, parts: parts.map((part) => `${teams[team]} ${part}`) });
  });
  for (const [index, part] of [...parts, 'all'].entries()) {
    const column = table.map((row) => (part === 'all' ? sum(row) : row[index]!));
    cells.set(`all ${part}`, { value: sum(column), shown: true });
    sums.push({ whole: `all ${part}`, parts: teams.map((team) => `${team} ${part}`) });
  }
  sums.push({ whole: 'all all', parts: parts.map((part) => `all ${part}`) });
  if (!again) return { cells, sums };
  // A second split of the first part; what is left of it is on no page.
  const first = cells.get('all p0')!.value;
  const split = [...again.map((share) => Math.min(share, Math.floor(first / again.length)))];
  split.push(first - sum(split));
  split.forEach((value, index) => cells.set(`again ${index}`, { value, shown: index < split.length - 1 }));
  sums.push({ whole: 'all p0', parts: split.map((_, index) => `again ${index}`) });
  return { cells, sums };
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);

/** Another page that shows the same, with another number in this place: what somebody who adds up would have to rule out. */
function another(
  name: string,
  cells: ReadonlyMap<string, Cell>,
  sums: readonly Sum[],
  unknown: ReadonlySet<string>,
): boolean {
  const order = [name, ...[...unknown].filter((one) => one !== name)];
  const values = new Map([...cells].map(([cell, { value }]) => [cell, value]));
  const free = new Set(order);
  const MOST_TRIED = 14;
  const fits = (): boolean =>
    sums.every(({ whole, parts }) => {
      if ([whole, ...parts].some((cell) => free.has(cell))) {
        // Known parts alone must not be more than a known whole.
        return (
          free.has(whole) || sum(parts.map((cell) => (free.has(cell) ? 0 : values.get(cell)!))) <= values.get(whole)!
        );
      }
      return sum(parts.map((cell) => values.get(cell)!)) === values.get(whole)!;
    });
  const forced = (): { cell: string; value: number } | null => {
    for (const { whole, parts } of sums) {
      const open = [whole, ...parts].filter((cell) => free.has(cell));
      if (open.length !== 1) continue;
      const known = sum(parts.map((cell) => (free.has(cell) ? 0 : values.get(cell)!)));
      return { cell: open[0]!, value: open[0] === whole ? known : values.get(whole)! - known };
    }
    return null;
  };
  const search = (): boolean => {
    if (!fits()) return false;
    const must = forced();
    const next = must?.cell ?? order.find((cell) => free.has(cell));
    if (!next) return true;
    const before = values.get(next)!;
    // Numbers near the true one first: a page that differs by little is found soonest.
    const tries = must
      ? [must.value]
      : Array.from({ length: 2 * MOST_TRIED + 1 }, (_, n) => before + (n % 2 ? (n + 1) / 2 : -n / 2));
    free.delete(next);
    for (const value of tries) {
      if (value < 0 || (next === name && value === cells.get(name)!.value)) continue;
      values.set(next, value);
      if (search()) return true;
    }
    free.add(next);
    values.set(next, before);
    return false;
  };
  return search();
}

test('MON6 A21: no hidden number can be worked out from what is shown, with every total, nor by a team that knows its own', () => {
  const number = fc.oneof({ weight: 3, arbitrary: fc.nat(6) }, fc.nat(40));
  const tables = fc
    .tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 3 }))
    .chain(([teams, parts]) =>
      fc.array(fc.array(number, { minLength: parts, maxLength: parts }), { minLength: teams, maxLength: teams }),
    );
  fc.assert(
    fc.property(tables, fc.option(fc.array(number, { minLength: 1, maxLength: 2 })), (table, again) => {
      const { cells, sums } = pageOf(table, again);
      const hidden = hiddenOf(cells, sums);
      const unseen = new Set([...hidden, ...[...cells].flatMap(([name, { shown }]) => (shown ? [] : [name]))]);
      for (const eye of [undefined, ...(table.length > 1 ? table.map((_, team) => `t${team}`) : [])]) {
        const unknown = new Set([...unseen].filter((name) => eye === undefined || cells.get(name)!.of !== eye));
        for (const name of unknown) {
          const { value } = cells.get(name)!;
          if (value > 0 && value < 5 && !another(name, cells, sums, unknown)) return false;
        }
      }
      return [...cells].every(
        ([name, { value }]) => hidden.has(name) || !(value > 0 && value < 5) || !cells.get(name)!.shown,
      );
    }),
    { numRuns: 400 },
  );
});

test('MON6 A21: what a page differs by is protected as what it shows, and a page without small numbers hides nothing', () => {
  const cells = new Map<string, Cell>([
    ['due', { value: 1000, shown: true }],
    ['given', { value: 998, shown: true }],
    ['not given', { value: 2, shown: false }],
  ]);
  const sums = [{ whole: 'due', parts: ['given', 'not given'] }];
  expect(hiddenOf(cells, sums)).toEqual(new Set(['given']));
  expect(
    hiddenOf(
      pageOf(
        [
          [20, 0],
          [7, 90],
        ],
        null,
      ).cells,
      pageOf(
        [
          [20, 0],
          [7, 90],
        ],
        null,
      ).sums,
    ).size,
  ).toBe(0);
});

test('MON6 A21: with two teams the council’s number goes too, or each would know the other’s', () => {
  const { cells, sums } = pageOf([[30], [3]], null);
  const hidden = hiddenOf(cells, sums);
  expect(hidden).toContain('t1 p0');
  expect(hidden).toContain('all all');
});
