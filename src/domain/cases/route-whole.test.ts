import { describe, expect, test } from 'vitest';
import { about } from './about.ts';
import { dueDates, type DateFacts } from './dates.ts';
import { easyRoute } from './route-easy.ts';
import { wholeRoute, type RouteFacts } from './route-whole.ts';
import { ways } from './route-ways.ts';
import { stages, type Stage } from './stage.ts';
import { everybody } from './who-does-what.ts';

const TODAY = '2025-12-01';
function factsAt(stage: Stage, milestones: DateFacts['milestones'] = {}): RouteFacts {
  const file = { stage, requestReceivedOn: '2025-11-10', boardOn: null };
  return { ...file, due: dueDates({ ...file, milestones, exceptions: [] }, TODAY), hasPlan: 'plan_made' in milestones };
}
const maya = about('Maya', false);
const kit = about('Kit', true);
const routeAt = (stage: Stage, milestones?: DateFacts['milestones'], whom = maya) =>
  wholeRoute(factsAt(stage, milestones), whom, TODAY);

describe('the whole route', () => {
  test('WHR4: every step from the request on, with one “you are here”, and everything that can come after', () => {
    const { toPlan, after } = routeAt('collect_advice');
    expect(toPlan.map(({ id }) => id)).toEqual([...stages]);
    expect(toPlan.map(({ where }) => where)).toEqual(['done', 'done', 'here', ...Array(4).fill('ahead')]);
    expect(after.map(({ id }) => id)).toEqual(expect.arrayContaining(['help', 'review', 'moves', 'cease']));
  });

  test('WHR4: wherever the council can say no, the way says what that leads to', () => {
    const { toPlan, after, ways: told } = routeAt('request');
    const withNo = [...toPlan, ...after].filter(({ ifNo }) => ifNo !== null);
    expect(withNo.map(({ id }) => id)).toEqual(
      expect.arrayContaining([
        'decide_to_assess',
        'board',
        'draft_plan',
        'final_plan',
        'review',
        'change',
        'again',
        'cease',
      ]),
    );
    for (const { ifNo } of withNo) expect(ifNo!.leadsTo.length).toBeGreaterThan(0);
    expect(told.map(({ id }) => id)).toEqual(Object.values(ways).map(({ id }) => id));
    // Nobody is sent to a tribunal about a draft: comments come first.
    expect(toPlan.find(({ id }) => id === 'draft_plan')!.ifNo!.leadsTo.map(({ id }) => id)).toEqual(['way-talk']);
  });

  test('WHR4: once the plan is made the family is where the help is given', () => {
    const { toPlan, after } = routeAt('final_plan', { plan_made: '2025-11-20' });
    expect(toPlan.every(({ where }) => where === 'done')).toBe(true);
    expect(after.filter(({ where }) => where === 'here').map(({ id }) => id)).toEqual(['help']);
  });

  test('WHR5: a date of this case where it is known, and otherwise how long and from what; always with its source', () => {
    const { toPlan, after } = routeAt('decide_to_assess');
    const lawsOf = (id: string) => [...toPlan, ...after].find((step) => step.id === id)!.laws;
    expect(lawsOf('decide_to_assess')[0]!.when).toBe('by Monday 22 December 2025 (in 21 days)');
    expect(lawsOf('collect_advice')[0]!.when).toBe('6 weeks, from the day reports were asked for');
    expect(lawsOf('review').map(({ when }) => when)).toContain('at least 2 weeks before it');
    expect(lawsOf('next_place')[0]!.when).toBe('before 15 February of that year');
    const all = [...toPlan, ...after].flatMap(({ laws }) => laws);
    expect(all.filter(({ source }) => source === '')).toEqual([]);
    expect(all.length).toBeGreaterThan(20);
  });

  test('WHR5: a date that was kept is said to be done', () => {
    expect(routeAt('collect_advice').toPlan[1]!.laws[0]).toMatchObject({ when: 'done', done: true });
  });

  test('CAS19 WHR4: a young person is spoken to, not about', () => {
    const said = JSON.stringify([routeAt('board', {}, kit), easyRoute(factsAt('board'), kit)]);
    expect(said).not.toMatch(/\bKit\b|your child/);
    expect(JSON.stringify(routeAt('board'))).toContain('Maya');
  });
});

describe('who does what', () => {
  test('WHR7: who comes in at a step is described the first time and named after that, in the words of the page', () => {
    const { toPlan, after } = routeAt('request');
    const meetings = [...toPlan, ...after].flatMap(({ people }) => people);
    const officer = meetings.filter(({ id }) => id === 'case-officer');
    expect(officer[0]!.does).toContain('They do not make the decisions.');
    expect(officer.slice(1).every(({ does }) => does === null)).toBe(true);
    const known = everybody.flatMap(({ people }) => people.map(({ id }) => id));
    expect(meetings.filter(({ id }) => !known.includes(id))).toEqual([]);
  });

  test('WHR7: everybody of the table is there, once', () => {
    const ids = everybody.flatMap(({ people }) => people.map(({ id }) => id));
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.length).toBe(17);
  });
});
