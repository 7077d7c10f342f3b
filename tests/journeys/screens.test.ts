import { afterAll, beforeAll, expect } from 'vitest';
import { accessMap } from '../../src/routes/access-map.ts';
import { makeCast, type Cast } from '../support/cast.ts';
import { furnish, type Furnished } from '../support/furnish.ts';
import { readMatrix } from '../support/matrix.ts';
import { isPage } from '../support/tree.ts';
import { expectAccessible, expectFingerSized, expectNoSidewaysScroll, expectPlainWords } from './accessible.ts';
import { desk, journey, openStage, phone, type Seat, type Stage } from './stage.ts';

type Screen = typeof phone;

let stage: Stage;
let cast: Cast;
let furnished: Furnished;
/** One browser for each person, with scripts and without, so that what every page brings is brought once. */
const seats = new Map<string, Seat>();
async function seatOf(viewer: string, screen: Screen, javaScript: boolean): Promise<Seat> {
  const key = `${viewer} ${javaScript}`;
  const person = cast.actors.find(({ name }) => name === viewer)!.person;
  const seat = seats.get(key) ?? (await stage.seat(person, { screen, javaScript }));
  seats.set(key, seat);
  seat.faults.length = 0;
  await seat.page.setViewportSize(screen);
  return seat;
}

beforeAll(async () => {
  stage = await openStage();
  cast = await makeCast(stage.db);
  furnished = await furnish(stage.db, cast.officer, cast.caseFileId);
});
afterAll(() => stage.close());

const audienceOf = new Map(readMatrix().map(({ what, expected }) => [what, expected]));
const pages = Object.keys(accessMap).filter((route) => isPage(route) && audienceOf.get(`see ${route}`) !== undefined);
/** Who looks at each page: anybody where there is no door, then whoever stands at it, families on a phone, officers at a desk. */
const viewers = [
  ['none', phone],
  ['half', desk],
  ['parent', phone],
  ['case officer', desk],
] as const;
const mayLook = (route: string, viewer: string) => audienceOf.get(`see ${route}`)!.get(viewer) === 'yes';

const screens = viewers.flatMap(([viewer, screen], at) =>
  pages
    .filter((route) => mayLook(route, viewer))
    // A page that opens one step nearer the door has been looked at there; families and officers see different things.
    .filter((route) => !viewers.slice(0, Math.min(at, 2)).some(([nearer]) => mayLook(route, nearer)))
    .map((route) => ({ viewer, screen, route })),
);

function addressOf(route: string): string {
  const sent = { what: 'pack', target: furnished.pack! };
  const ids: Record<string, string> = { ...furnished, ...sent, caseFile: cast.caseFileId, page: '1' };
  return route.replace(/\[(\w+)\]/g, (_, name: string) => {
    if (!ids[name]) throw new Error(`Nothing was furnished as ${name} for ${route}`);
    return ids[name];
  });
}
const nameOf = (route: string, viewer: string) =>
  `${route.slice(1).replaceAll(/[[\]]/g, '').replaceAll('/', '-') || 'start'} ${viewer}`.replaceAll(' ', '-');

async function look(seat: Seat, route: string, name: string, screen: Screen): Promise<void> {
  const { page, faults } = seat;
  await page.goto(addressOf(route));
  await stage.picture(page, name);
  expect(await page.title(), 'every page has a title').toMatch(
    /^(.{3,} – )?Common Ground$|^(Your code|A message from|How a case goes) /,
  );
  expect(await page.getByRole('heading', { level: 1 }).count(), `${name} has one first heading`).toBe(1);
  await expectNoSidewaysScroll(page, name);
  await expectFingerSized(page, name);
  // The list of words people are asked about has to name them.
  if (route !== '/council/wording') await expectPlainWords(page, name);
  await expectAccessible(page, name);
  await page.setViewportSize(screen === phone ? desk : phone);
  await expectNoSidewaysScroll(page, `${name} at the other size`);
  await stage.picture(page, name);
  expect(faults).toEqual([]);
}

journey.each(screens)('UI3 UI5: $viewer at $route: reads, fits, is accessible', async ({ viewer, screen, route }) => {
  const live = await seatOf(viewer, screen, true);
  await look(live, route, nameOf(route, viewer), screen);
  const heading = await live.page.getByRole('heading', { level: 1 }).innerText();

  const still = await seatOf(viewer, screen, false);
  await still.page.goto(addressOf(route));
  expect(await still.page.getByRole('heading', { level: 1 }).innerText()).toBe(heading);
  expect(still.faults).toEqual([]);
});

journey('UI3: what is not there, and what may not be done, are pages too', async () => {
  const parent = cast.actors.find(({ name }) => name === 'parent')!.person;
  const dutyLess = cast.actors.find(({ name }) => name === 'duty-less')!.person;
  const supporter = cast.actors.find(({ name }) => name === 'supporter')!.person;
  for (const [name, person, path] of [
    ['not-found', parent, '/nothing-here'],
    ['not-found-by-staff', dutyLess, `/cases/${cast.caseFileId}`],
    ['may-not', supporter, `/cases/${cast.caseFileId}/history`],
  ] as const) {
    const { page, context, faults } = await stage.seat(person, { screen: phone });
    await page.goto(path);
    await stage.picture(page, name);
    await expectNoSidewaysScroll(page, name);
    await expectAccessible(page, name);
    expect(faults).toEqual([]);
    await context.close();
  }
});
