import type { Page } from '@playwright/test';
import { afterAll, beforeAll, expect } from 'vitest';
import { addEntry } from '../../src/domain/contact/thread/add-entry.server.ts';
import { inTransaction } from '../../src/server/db.ts';
import { makeCase } from '../support/papers.ts';
import { expectAccessible, expectNoSidewaysScroll, expectPlainWords } from './accessible.ts';
import { desk, journey, openStage, phone, type Stage } from './stage.ts';

let stage: Stage;
beforeAll(async () => void (stage = await openStage()));
afterAll(() => stage.close());

async function fits(page: Page, name: string): Promise<void> {
  for (const screen of [phone, desk]) {
    await page.setViewportSize(screen);
    await expectNoSidewaysScroll(page, name);
    await expectAccessible(page, name);
    await stage.picture(page, `councillor-${name}`);
  }
}

journey(
  'CLR2 CLR3 CLR4 CHR1 G13: a councillor is told what a family says yes to, by a card without a name, until they take it back; and what happened is read in order',
  { timeout: 240_000 },
  async () => {
    const { councilId, caseFileId, parent, officer } = await makeCase(stage.db);
    await inTransaction({ councilId, caseFileId }, async (tx) => {
      const entry = {
        kind: 'message',
        direction: 'in',
        withPersonId: parent.personId,
        words: 'When will we hear?',
      } as const;
      await addEntry(
        tx,
        { councilId, caseFileId, personId: parent.personId },
        { ...entry, happenedAt: new Date() },
        new Date(),
      );
    });
    const home = `/cases/${caseFileId}/enquiries`;
    const council = await stage.seat(officer);
    await council.page.goto(home);
    await council.page.getByLabel('Councillor', { exact: true }).check();
    await council.page.getByLabel('Their name').fill('Wen Hart');
    await council.page.getByLabel('Their e-mail address').fill('wen.hart@example.org, me@example.org');
    await council.page.getByLabel('When did they ask?').fill('2026-01-05');
    await council.page.getByRole('button', { name: 'Write it down' }).click();
    await council.page.getByText('There is a problem').waitFor();
    expect(await council.page.getByLabel('Their name').inputValue(), 'what was typed is kept').toBe('Wen Hart');
    await council.page.getByLabel('Their e-mail address').fill('wen.hart@example.org');
    await council.page.getByRole('button', { name: 'Write it down' }).click();
    await council.page.getByText('The family has not said yet').waitFor();
    expect(await council.page.getByRole('button', { name: 'Send the card' }).count()).toBe(0);
    await fits(council.page, 'written');

    const family = await stage.seat(parent, { screen: phone });
    await family.page.goto(home);
    await fits(family.page, 'asked');
    await expectPlainWords(family.page, 'councillor-asked');
    await family.page.getByRole('button', { name: 'Yes, they may be told' }).click();
    await family.page.getByText('The family said yes').waitFor();

    await council.page.reload();
    await council.page.getByRole('button', { name: 'Send the card' }).click();
    await council.page.getByText('The card was sent on').waitFor();
    const [mail] = await stage.db.owner<
      { body: string }[]
    >`select body from outbox where "to" = 'wen.hart@example.org'`;
    const card = await stage.seat(null);
    const answer = await card.page.goto(new URL(/https?:\S+/.exec(mail!.body)![0]).pathname);
    expect(answer!.headers()['cache-control']).toContain('no-store');
    await fits(card.page, 'door');
    const open = async (email: string) => {
      await card.page.getByLabel('The e-mail address this link was sent to').fill(email);
      await card.page.getByRole('button', { name: 'Show me' }).click();
    };
    await open('somebody@example.org');
    await card.page.getByText('There is a problem').waitFor();
    await open('Wen.Hart@example.org');
    await card.page.getByText('M. R.').waitFor();
    await card.page.getByText('An answer, by').waitFor();
    expect(await card.page.content()).not.toMatch(/Maya|Rowe|<script/);
    await fits(card.page, 'card');

    await family.page.reload();
    await family.page.getByRole('button', { name: 'I take my yes back' }).click();
    await family.page.getByText('took their yes back').waitFor();
    await card.page.goto(new URL(/https?:\S+/.exec(mail!.body)![0]).pathname);
    await open('wen.hart@example.org');
    await card.page.getByText('There is a problem').waitFor();

    await family.page.goto(`/cases/${caseFileId}/chronology`);
    await family.page.getByText('When will we hear?').first().waitFor();
    await fits(family.page, 'chronology');
    await family.page.emulateMedia({ media: 'print' });
    await stage.picture(family.page, 'councillor-chronology-print');
    expect(council.faults.concat(family.faults, card.faults)).toEqual([]);
  },
);
