import { and, eq, inArray, isNotNull, ne, or, sql } from 'drizzle-orm';
import { adult } from '#domain/cases/adults-schema.server.ts';
import { caseFile } from '#domain/cases/schema.server.ts';
import { folded } from '#domain/evidence/guard/folded.ts';
import { person, standing } from '#domain/people/schema.server.ts';
import type { Tx } from '#server/db.ts';
import type { Asking } from '../gather/gathered.ts';
import type { Known } from './flags.ts';

type Who = Pick<Asking, 'councilId' | 'caseFileId' | 'askedBy'>;

/** What whoever asks is called: their own name is no secret of somebody else's. */
export async function namesOfAsker(tx: Tx, { councilId, askedBy }: Who): Promise<string[]> {
  const [one] = await tx
    .select({ fullName: person.fullName, calledName: person.calledName })
    .from(person)
    .where(and(eq(person.councilId, councilId), eq(person.personId, askedBy)));
  return filled([one?.fullName, one?.calledName]);
}

/** Where the asker lives and is reached: two who live together, or share a phone, have no secret there. */
async function contactsOfAsker(tx: Tx, { councilId, caseFileId, askedBy }: Who): Promise<string[]> {
  const rows = await tx
    .select({ email: person.email, mobile: person.mobile, address: adult.address })
    .from(person)
    .leftJoin(
      adult,
      and(eq(adult.councilId, councilId), eq(adult.caseFileId, caseFileId), eq(adult.personId, person.personId)),
    )
    .where(and(eq(person.councilId, councilId), eq(person.personId, askedBy)));
  return filled(rows.flatMap(({ email, mobile, address }) => [email, mobile, address]));
}

const filled = (texts: (string | null | undefined)[]): string[] => [
  ...new Set(texts.filter((text): text is string => !!text)),
];

/** What must not be learned of the other grown-ups of the case, and the e-mail and mobile of anybody who was ever on it. Not what the asker or the child is called. */
export async function knownOfOthers(tx: Tx, who: Who): Promise<Known> {
  const { councilId, caseFileId, askedBy } = who;
  const people = await tx
    .select({ fullName: person.fullName, kind: person.kind, email: person.email, mobile: person.mobile })
    .from(person)
    .where(
      and(
        eq(person.councilId, councilId),
        ne(person.personId, askedBy),
        inArray(
          person.personId,
          tx
            .select({ personId: standing.personId })
            .from(standing)
            .where(and(eq(standing.councilId, councilId), eq(standing.caseFileId, caseFileId))),
        ),
      ),
    );
  const adults = await tx
    .select({ fullName: adult.fullName, address: adult.address })
    .from(adult)
    .where(
      and(
        eq(adult.councilId, councilId),
        eq(adult.caseFileId, caseFileId),
        or(sql`${adult.personId} is null`, and(isNotNull(adult.personId), ne(adult.personId, askedBy))),
      ),
    );
  const own = new Set([...(await namesOfAsker(tx, who)), ...(await contactsOfAsker(tx, who))].map(folded));
  const notOwn = (texts: string[]) => texts.filter((text) => !own.has(folded(text)));
  const [child] = await tx
    .select({ name: sql<string>`${caseFile.childFirstName} || ' ' || ${caseFile.childLastName}` })
    .from(caseFile)
    .where(and(eq(caseFile.councilId, councilId), eq(caseFile.caseFileId, caseFileId)));
  const family = people.filter(({ kind }) => kind === 'family');
  return {
    names: notOwn(filled([...family, ...adults].map(({ fullName }) => fullName))).filter(
      (name) => name !== child?.name,
    ),
    addresses: notOwn(filled(adults.map(({ address }) => address))),
    emails: notOwn(filled(people.map(({ email }) => email))),
    phones: notOwn(filled(people.map(({ mobile }) => mobile))),
  };
}
