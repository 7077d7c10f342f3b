import { afterAll, beforeAll, expect } from 'vitest';
import { makeMediation } from '../support/mediations.ts';
import { expectAccessible, expectFingerSized, expectNoSidewaysScroll, expectPlainWords } from './accessible.ts';
import { desk, journey, openStage, phone, type Stage } from './stage.ts';

let stage: Stage;
beforeAll(async () => void (stage = await openStage()));
afterAll(() => stage.close());

const whole = {
  'Who does it?': 'Surrey County Council',
  'Who makes sure that it is done?': 'Priya Shah',
  'How will everyone know that it is done?': 'The school writes it down each week.',
  'What will the plan say there?': 'Thirty minutes each week in term time.',
};

journey(
  'CL7 CL8 CL14 UI3: a clause is typed together, put forward, changed under a yes, and agreed',
  { timeout: 240_000 },
  async () => {
    const made = await makeMediation(stage.db);
    const seats = {
      dana: await stage.seat(made.parent, { screen: phone }),
      ruth: await stage.seat(made.manager, { screen: desk }),
      sam: await stage.seat(made.mediator, { screen: desk }),
    };
    const [dana, ruth, sam] = [seats.dana.page, seats.ruth.page, seats.sam.page];
    const clauses = `/cases/${made.caseFileId}/mediation/${made.mediationId}/clauses`;
    const box = (page: typeof dana) => page.getByLabel('What will be done', { exact: true });
    const yes = (page: typeof dana) => page.getByRole('button', { name: 'Agree to this clause' });

    // The mediator, who has no place on the rest of the case, names a clause; the family's phone shows it by itself.
    for (const page of [dana, sam]) await page.goto(clauses);
    await sam.getByLabel('Add a clause').fill('Speech therapy');
    await sam.getByRole('button', { name: 'Add this clause' }).click();
    await sam.getByRole('link', { name: 'Clause 1. Speech therapy' }).click();
    await dana.getByRole('link', { name: 'Clause 1. Speech therapy' }).click();
    await ruth.goto(clauses);
    await ruth.getByRole('link', { name: 'Clause 1. Speech therapy' }).click();

    // Both type in one box.
    for (const page of [dana, sam]) await page.getByText('Saved', { exact: true }).waitFor();
    await box(dana).pressSequentially('Speech therapy each week.');
    await expect.poll(() => box(sam).inputValue()).toBe('Speech therapy each week.');
    await box(sam).press('End');
    await box(sam).pressSequentially(' Thirty minutes.');
    await expect.poll(() => box(dana).inputValue()).toBe('Speech therapy each week. Thirty minutes.');

    // The date fills in as it is chosen, before anything is sent.
    await sam.getByLabel('It is about something that could be appealed').check();
    await sam.getByLabel('If it could be appealed, what is it about?').selectOption('change_contents');
    await sam.getByText('5 weeks from the day everyone has signed').waitFor();
    await sam.getByLabel('Does it change the plan? Which section?').selectOption('F');
    await sam.getByText('Saved', { exact: true }).waitFor();
    await sam.getByRole('button', { name: 'Put this clause forward' }).click();
    await sam.getByText('There is a problem').waitFor();
    for (const [label, words] of Object.entries(whole)) await sam.getByLabel(label).fill(words);
    await sam.getByRole('button', { name: 'Put this clause forward' }).click();

    // Everybody has it without loading anything, with the date and where it comes from.
    for (const page of [dana, ruth]) {
      await yes(page).waitFor();
      await page.getByText('regulation 42(2) and 44(2)(e)').first().waitFor();
    }
    expect(await dana.locator('main').innerText()).toMatch(/If everyone signed today, that is \w+day \d+ \w+ \d{4}/);
    await yes(dana).click();
    await ruth.getByText('The family said yes to it').waitFor();

    // A change un-agrees it, on every screen.
    await sam.getByText('Change what it says').click();
    await sam.getByLabel('Who makes sure that it is done?').fill('Ruth Adeyemi');
    await sam.getByRole('button', { name: 'Put this clause forward' }).click();
    await dana.getByText('Ruth Adeyemi, Surrey County Council').waitFor();
    await expectNoSidewaysScroll(dana, 'clause');
    await expectFingerSized(dana, 'clause');
    await expectPlainWords(dana, 'clause');
    await expectAccessible(dana, 'clause');
    await stage.picture(dana, 'clause-put-forward');
    await stage.picture(sam, 'clause-put-forward-lead');
    for (const page of [dana, ruth]) await yes(page).click();
    await dana.getByText('Agreed', { exact: true }).waitFor();
    await sam.getByText('Agreed', { exact: true }).waitFor();
    await ruth.goto(clauses);
    await stage.picture(ruth, 'clauses-agreed');
    await dana.goto(clauses);
    await expectAccessible(dana, 'clauses');
    for (const { faults, context } of Object.values(seats)) {
      expect(faults).toEqual([]);
      await context.close();
    }
  },
);
