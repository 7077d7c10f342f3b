import { afterAll, beforeAll, expect } from 'vitest';
import type { Person } from '../../src/domain/access/standing.ts';
import { makeMediation } from '../support/mediations.ts';
import { expectAccessible, expectFingerSized, expectNoSidewaysScroll, expectPlainWords } from './accessible.ts';
import { desk, journey, openStage, phone, type Stage } from './stage.ts';

let stage: Stage;
let manager: Person;
beforeAll(async () => {
  stage = await openStage();
  manager = (await makeMediation(stage.db)).manager as Person;
});
afterAll(() => stage.close());

const figures = {
  before: {
    ...{ from: '2022-09-01', to: '2023-08-31', source: 'Task Group report 2024, paragraphs 61 and 62' },
    ...{ appeals: '594', heard: '119', tribunal_staffing_pounds: '517602' },
  },
  during: {
    ...{ from: '2024-01-01', to: '2024-08-31', source: 'Task Group report 2024, paragraph 63' },
    ...{ families: '105', resolved: '53', appeals: '400', officer_pounds: '96000' },
  },
};

journey(
  'UI3 PIL1: figures are entered and the charts read on a phone, at a desk and on paper',
  { timeout: 240_000 },
  async () => {
    const { page, faults } = await stage.seat(manager, { screen: phone, javaScript: false });
    for (const [spell, boxes] of Object.entries(figures)) {
      await page.goto('/measures/pilot/figures');
      await page.getByLabel(spell === 'before' ? 'Before the pilot' : 'During the pilot').check();
      for (const [id, value] of Object.entries(boxes)) await page.locator(`#${id}`).fill(value);
      await page.getByRole('button', { name: 'Enter these figures' }).click();
      await page.getByRole('status').getByText('Entered: ').waitFor();
    }
    const looker = await stage.seat(manager, { screen: phone });
    for (const path of ['/measures/pilot/figures', '/measures/pilot'])
      for (const screen of [phone, desk]) {
        await looker.page.setViewportSize(screen);
        await looker.page.goto(path);
        const name = `${path.slice(1).replaceAll('/', '-')}`;
        await stage.picture(looker.page, name);
        await expectNoSidewaysScroll(looker.page, name);
        await expectFingerSized(looker.page, name);
        await expectPlainWords(looker.page, name);
        await expectAccessible(looker.page, name);
      }
    await looker.page.setViewportSize(phone);
    const chart = looker.page.getByRole('img', { name: /Share of families who settled/ });
    const inside = await chart.evaluate((svg) => {
      const edge = svg.getBoundingClientRect();
      return [...svg.querySelectorAll('text')].every((words) => words.getBoundingClientRect().right <= edge.right + 1);
    });
    expect(inside, 'the words of a chart fit beside a phone’s edge').toBe(true);
    await looker.page.emulateMedia({ media: 'print' });
    await stage.picture(looker.page, 'measures-pilot-print');
    expect(await looker.page.getByRole('link', { name: /Download/ }).isVisible()).toBe(false);
    expect([...faults, ...looker.faults]).toEqual([]);
  },
);
