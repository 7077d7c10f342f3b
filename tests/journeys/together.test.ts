import { afterAll, beforeAll, expect } from 'vitest';
import { makeCouncil, makePerson } from '../support/people.ts';
import { desk, journey, openStage, phone, type Stage } from './stage.ts';
import { addPaper, addPoint, answer, comeIn, invite, joinTeam, openCase, point, press, putForward } from './steps.ts';

let stage: Stage;
beforeAll(async () => void (stage = await openStage()));
afterAll(() => stage.close());

for (const live of [true, false]) {
  journey(
    `two people do a whole pre-Board check together (JavaScript ${live ? 'on' : 'off'})`,
    { timeout: 240_000 },
    async () => {
      const { councilId, teamId } = await makeCouncil(stage.db);
      const officerPerson = await makePerson(stage.db, councilId, 'staff', 'Priya Shah');
      await joinTeam(stage, officerPerson, teamId);
      const priya = await stage.seat(officerPerson, { screen: desk, javaScript: live });
      const dana = await stage.seat(null, { screen: phone, javaScript: live });
      const [officer, parent] = [priya.page, dana.page];
      /** With JavaScript off, the other side's doing is there at the next look. */
      const look = async (page: typeof officer) => void (live || (await page.reload()));
      const picture = async (page: typeof officer, name: string) =>
        stage.picture(page, `check-${live ? 'live' : 'still'}-${name}`);

      const home = await openCase(officer, 'Maya');
      await comeIn(stage, parent, await invite(stage, officer, home, councilId), councilId);

      // The list: a real paper, and a row the two sides see differently.
      const paper = await addPaper(parent, home, 'Speech and language report');
      await answer(parent, home, /psycholog/i, '', 'Missing');
      await answer(officer, home, /psycholog/i, 'The school has sent one', 'Not needed');
      await parent.goto(`${home}/papers`);
      await parent.getByText('You see this differently').first().waitFor();
      await picture(parent, 'papers');
      await picture(officer, 'papers');

      // The paper, page by page, its words as words.
      await officer.goto(paper);
      await parent.goto(paper);
      await parent.getByRole('link', { name: 'Next page' }).first().click();
      await parent.getByRole('heading', { name: /^Page 2 of/ }).waitFor();
      expect(
        await parent
          .getByRole('img', { name: /^Page 2 of/ })
          .evaluate((img: HTMLImageElement) => img.decode().then(() => img.naturalWidth)),
      ).toBeGreaterThan(300);
      await picture(parent, 'read');
      await picture(officer, 'read');

      // The shared page: words side by side, as they are typed.
      for (const page of [officer, parent]) await page.goto(`${home}/space?tab=paper`);
      await addPoint(officer, 1, 'Help with speech');
      await addPoint(officer, 2, 'Getting to school');
      await look(parent);
      await point(parent, 2).waitFor();
      // On a phone one point fills the screen.
      await parent.goto(`${home}/space/points/1`);
      if (live) await parent.getByText('Saved', { exact: true }).waitFor();
      const ours = 'Weekly, 45 minutes, in school';
      await point(parent, 1).getByRole('textbox').pressSequentially(ours);
      if (!live) await press(parent, point(parent, 1).getByRole('button', { name: 'Save these words' }), live);
      else await expect.poll(() => point(officer, 1).innerText()).toContain(ours);
      await point(officer, 1).getByRole('textbox').fill('Every two weeks, 30 minutes');
      if (!live) await press(officer, point(officer, 1).getByRole('button', { name: 'Save these words' }), live);
      await look(parent);
      await expect.poll(() => point(parent, 1).innerText()).toContain('Every two weeks, 30 minutes');
      await picture(officer, 'words');
      await picture(parent, 'words');

      await putForward(parent, 1);
      await look(officer);
      await point(officer, 1)
        .getByRole('button', { name: /Agree to these words/ })
        .click();
      await point(officer, 1).getByText('Agreed', { exact: true }).first().waitFor();
      await look(parent);
      await point(parent, 1).getByText('Agreed', { exact: true }).first().waitFor();
      expect(await point(parent, 1).innerText()).toContain(ours);
      await parent.goto(`${home}/space/points/2`);
      await press(parent, point(parent, 2).getByRole('button', { name: /Not agreed yet/ }), live);
      await look(officer);
      await point(officer, 2).getByText('Family said so').waitFor();
      await picture(officer, 'agreed');
      await picture(parent, 'agreed');

      // What the Board will see: the same receipt for both, and nothing inside it moves.
      await officer.goto(`${home}/pack`);
      await officer.getByRole('button', { name: 'Freeze what the Board will see' }).click();
      await officer.getByRole('heading', { level: 1, name: /^Receipt/ }).waitFor();
      const receipt = new URL(officer.url()).pathname;
      await parent.goto(`${home}/pack`);
      await parent.getByRole('link', { name: 'See the receipt' }).click();
      await parent.getByRole('heading', { level: 1, name: /^Receipt/ }).waitFor();
      const fingerprintOf = (page: typeof officer) => page.locator('p.fingerprint').innerText();
      const frozen = await fingerprintOf(officer);
      expect(await fingerprintOf(parent)).toBe(frozen);
      expect(frozen.replaceAll(/\s/g, '')).toMatch(/^[0-9a-f]{64}$/i);
      const contents = await parent.locator('main').innerText();
      await picture(parent, 'receipt');
      await picture(officer, 'receipt');

      await parent.goto(`${home}/space/points/2`);
      if (live) await parent.getByText('Saved', { exact: true }).waitFor();
      await point(parent, 2).getByRole('textbox').fill('A taxi, please');
      if (!live) await press(parent, point(parent, 2).getByRole('button', { name: 'Save these words' }), live);
      else await parent.getByText('Saved', { exact: true }).waitFor();
      await officer.goto(receipt);
      expect(await fingerprintOf(officer)).toBe(frozen);
      await parent.goto(receipt);
      expect(withoutChanges(await parent.locator('main').innerText())).toBe(withoutChanges(contents));
      expect([...priya.faults, ...dana.faults]).toEqual([]);
      await priya.context.close();
      await dana.context.close();
    },
  );
}

/** The receipt itself; what has moved outside it since is listed apart. */
const withoutChanges = (text: string) => text.replace(/Changed since the freeze[\s\S]*?(?=What is in it)/, '');
