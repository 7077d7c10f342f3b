import { afterAll, beforeAll, describe, expect } from 'vitest';
import { agreeAll } from '../support/meetings.ts';
import { makeMediation, type TestMediation } from '../support/mediations.ts';
import { expectAccessible, expectFingerSized, expectNoSidewaysScroll } from './accessible.ts';
import { desk, journey, openStage, phone, type Seat, type Stage } from './stage.ts';

let stage: Stage;
beforeAll(async () => void (stage = await openStage()), 240_000);
afterAll(() => stage.close());

const button = ({ page }: Seat, name: string) => page.getByRole('button', { name, exact: true });
/** Where the meeting is, as the page of that person says it. */
const told = ({ page }: Seat, words: string | RegExp) => page.locator('[data-meeting]').getByText(words).waitFor();
const focused = ({ page }: Seat) =>
  page.evaluate(() => document.activeElement?.textContent?.replace(/\s+/g, ' ').trim());

async function meeting(child: string) {
  const made: TestMediation = await makeMediation(stage.db, child);
  await agreeAll(stage.db, made.mediationId);
  const base = `/cases/${made.caseFileId}/mediation/${made.mediationId}`;
  const [dana, sam, ruth] = [
    await stage.seat(made.parent, { screen: phone }),
    await stage.seat(made.mediator),
    await stage.seat(made.manager),
  ];
  return { ...made, base, dana, sam, ruth };
}

/** How long going from one room to the next takes, from the press to the focus on the head of the new room. */
async function roomToRoomMs({ page }: Seat, link: string, head: string): Promise<number> {
  return page.evaluate(
    async ([name, word]) => {
      const to = [...document.querySelectorAll<HTMLAnchorElement>('.rooms a')].find((a) => a.textContent === name)!;
      const from = performance.now();
      to.click();
      while (!document.activeElement?.textContent?.startsWith(word!)) await new Promise(requestAnimationFrame);
      return performance.now() - from;
    },
    [link, head] as const,
  );
}

describe('the rooms of a mediation, live', () => {
  journey(
    'ROOM3 ROOM5 ROOM14 E14: a private minute, a sealed room with two words, carried words, and back together',
    async () => {
      const { base, dana, sam, ruth } = await meeting('Maya');
      await sam.page.goto(`${base}/room`);
      await button(sam, 'Begin the meeting').click();
      await told(sam, 'We are all together.');
      await ruth.page.goto(`${base}/room`);
      await dana.page.goto(`${base}/room`);
      await dana.page.getByText('Saved', { exact: true }).waitFor();
      await dana.page.getByLabel('Anyone here can put these right').fill('The school writes by Friday.');
      await expect
        .poll(() => ruth.page.getByLabel('Anyone here can put these right').inputValue())
        .toContain('by Friday');

      await button(dana, 'A private minute').click();
      await dana.page.waitForURL('**/private/family');
      expect(await focused(dana)).toMatch(/^PRIVATE You, Jo Rowe and the mediator, Sam Okoro/);
      await told(ruth, 'We’re taking a short break.');
      await sam.page.goto(`${base}/lead`);
      await button(sam, 'Go to the family').click();
      await told(ruth, /The mediator is with the other side\. Back by about/);

      await sam.page.getByRole('link', { name: 'The family’s room', exact: true }).click();
      const twoWords = await dana.page.locator('p:has-text("Your two words are") strong').textContent();
      await sam.page.getByText(twoWords!, { exact: true }).waitFor();
      await dana.page.getByLabel('What we write together here').fill('We would take 45 minutes.');
      await expect
        .poll(() => sam.page.getByLabel('What we write together here').inputValue())
        .toBe('We would take 45 minutes.');
      await dana.page.getByLabel('Write a note for this room').fill('45 minutes, weekly');
      await button(dana, 'Add the note').click();
      await button(dana, 'The mediator may share this').click();
      expect(await focused(dana)).toContain('These exact words may be shared 45 minutes, weekly');
      await button(dana, 'Yes, the mediator may share these exact words').click();

      await sam.page.getByRole('link', { name: 'Leading', exact: true }).click();
      await button(sam, 'Show it to the council').click();
      await ruth.page.getByText('45 minutes, weekly').waitFor();
      await ruth.page.goto(`${base}/private/council`);
      await button(sam, 'Ask the family: may I bring you back in 1 minute?').click();
      await button(sam, 'Ask the council: may I bring you back in 1 minute?').click();
      await button(dana, 'Yes').click();
      await button(ruth, 'Yes').click();
      await expect.poll(() => sam.page.getByText('They said yes.').count()).toBe(2);
      await button(sam, 'Bring everyone together').click();
      await dana.page.getByRole('link', { name: 'Go to everyone’s room' }).click();
      await dana.page.waitForURL('**/room');
      expect(await focused(dana)).toMatch(/^EVERYONE/);
      for (const seat of [dana, sam, ruth]) expect(seat.faults).toEqual([]);
    },
    120_000,
  );

  journey(
    'ROOM11 UI3: each room passes axe and fits, on a phone and at a desk; going between them is timed',
    async () => {
      const { base, dana, sam, ruth } = await meeting('Nell');
      await sam.page.goto(`${base}/room`);
      await button(sam, 'Begin the meeting').click();
      await dana.page.goto(`${base}/room`);
      await button(dana, 'A private minute').click();
      await dana.page.waitForURL('**/private/family');
      const looks = [
        { seat: dana, path: '/private/family', name: 'private-room' },
        { seat: dana, path: '/room', name: 'everyones-room' },
        { seat: sam, path: '/lead', name: 'leading' },
      ];
      for (const { seat, path, name } of looks)
        for (const screen of [phone, desk]) {
          await seat.page.setViewportSize(screen);
          await seat.page.goto(base + path);
          await seat.page.locator('.room').waitFor();
          await expectAccessible(seat.page, name);
          await expectNoSidewaysScroll(seat.page, name);
          await expectFingerSized(seat.page, name);
          await stage.picture(seat.page, name);
        }
      await dana.page.goto(`${base}/room`);
      await dana.page.getByText('Saved', { exact: true }).waitFor();
      const times: number[] = [];
      for (let go = 0; go < 5; go += 1) {
        times.push(await roomToRoomMs(dana, 'Your private room', 'PRIVATE'));
        times.push(await roomToRoomMs(dana, 'Everyone’s room', 'EVERYONE'));
      }
      console.log(`room to room: ${times.map((ms) => Math.round(ms)).join(', ')} ms`);
      expect(ruth.faults).toEqual([]);
    },
    120_000,
  );
});
