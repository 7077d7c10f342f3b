import { and, eq } from 'drizzle-orm';
import type { CaseScope } from '#domain/access/scope.ts';
import { inWords } from '#domain/calendar/words.ts';
import { addDays, type CalendarDate } from '#domain/calendar/date.ts';
import { dateOf } from '#domain/calendar/today.ts';
import { councilById } from '#domain/people/councils.server.ts';
import { person } from '#domain/people/schema.server.ts';
import { hashOf, linkToken } from '#domain/people/secrets.server.ts';
import { now } from '#server/clock.ts';
import type { Tx } from '#server/db.ts';
import { env } from '#server/env.ts';
import { queueMessage } from '#server/outbox.ts';
import { askingLimits } from './asking.ts';
import { askingMail, chasingMail, type AboutAsking } from './asking-mail.ts';
import { caseFactsOf } from '../case-facts.server.ts';

const DAY_MS = 86_400_000;

export interface Asked {
  askedOf: string;
  email: string;
  dueOn: CalendarDate;
  /** The officer whose name stands under it. */
  askedBy: string;
}
/** What is kept of a link: never the link. */
export interface KeptLink {
  linkHash: string;
  linkEndsAt: Date;
}

/** Makes a link, puts the message that carries it in the outbox, and returns what is kept of it. */
export async function sendAskingLink(
  tx: Tx,
  scope: Pick<CaseScope, 'councilId' | 'caseFileId'>,
  asked: Asked,
  which: 'first' | 'again',
): Promise<KeptLink> {
  const { councilId } = scope;
  const token = linkToken();
  const linkEndsAt = new Date(now().getTime() + askingLimits.linkDays * DAY_MS);
  const { key } = await councilById(councilId);
  const link = `${env().ORIGIN}/p/${key}-${token}`;
  const mail = which === 'first' ? askingMail : chasingMail;
  const message = mail(await aboutAsking(tx, scope, asked), asked.askedOf, link);
  await queueMessage(tx, { councilId, channel: 'email', to: asked.email, ...message });
  return { linkHash: hashOf(token), linkEndsAt };
}

/** What messages say of an asking, in words. */
export async function aboutAsking(
  tx: Tx,
  scope: Pick<CaseScope, 'councilId' | 'caseFileId'>,
  { askedBy, dueOn }: Pick<Asked, 'askedBy' | 'dueOn'>,
): Promise<AboutAsking> {
  const council = await councilById(scope.councilId);
  const { reference } = await caseFactsOf(tx, scope);
  const [officer] = await tx
    .select({ name: person.fullName })
    .from(person)
    .where(and(eq(person.councilId, scope.councilId), eq(person.personId, askedBy)));
  return {
    ...{ council: council.name, phone: council.phone, officer: officer?.name ?? council.name, reference },
    due: inWords(dueOn),
    worksUntil: inWords(addDays(dateOf(now()), askingLimits.linkDays)),
  };
}
