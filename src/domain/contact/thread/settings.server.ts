import { and, desc, eq, lte } from 'drizzle-orm';
import type { Scope } from '#domain/access/scope.ts';
import { recordFor } from '#domain/access/scoped.server.ts';
import type { CalendarDate } from '#domain/calendar/date.ts';
import { assertDuty } from '#domain/people/cover/duties.server.ts';
import { person } from '#domain/people/schema.server.ts';
import type { Tx } from '#server/db.ts';
import { faultsInSetting, usualSetting, type Channel, type ContactSetting, type NewSetting } from './setting.ts';
import { contactSetting } from './thread-schema.server.ts';

/** What the council promises about answering on that day: the latest that has begun, or what is usual until it says. */
export async function settingOn(tx: Tx, councilId: string, day: CalendarDate): Promise<ContactSetting> {
  const [row] = await tx
    .select()
    .from(contactSetting)
    .where(and(eq(contactSetting.councilId, councilId), lte(contactSetting.fromOn, day)))
    .orderBy(desc(contactSetting.fromOn), desc(contactSetting.at))
    .limit(1);
  return row ? { ...row, channels: row.channels as Channel[] } : usualSetting;
}

/** Every setting there was and will be, the one that begins last at the top, with who set it. */
export async function settingsOf(tx: Tx, { councilId }: Scope) {
  const rows = await tx
    .select({ setting: contactSetting, by: person.fullName })
    .from(contactSetting)
    .leftJoin(person, and(eq(person.councilId, contactSetting.councilId), eq(person.personId, contactSetting.by)))
    .where(eq(contactSetting.councilId, councilId))
    .orderBy(desc(contactSetting.fromOn), desc(contactSetting.at));
  return rows.map(({ setting, by }) => ({ ...setting, channels: setting.channels as Channel[], by }));
}

/** Sets what is promised from a day on (THR4). What was promised before that day keeps its date. */
export async function saveSetting(
  tx: Tx,
  scope: Scope<'council:direct'>,
  given: NewSetting,
  today: CalendarDate,
): Promise<'saved' | { wrong: ReturnType<typeof faultsInSetting> }> {
  await assertDuty(tx, 'director');
  const wrong = faultsInSetting(given, today);
  if (Object.keys(wrong).length > 0) return { wrong };
  const { councilId, personId: by } = scope;
  const [row] = await tx
    .insert(contactSetting)
    .values({ councilId, ...given, channels: [...given.channels], by })
    .returning({ contactSettingId: contactSetting.contactSettingId });
  await recordFor(tx, scope, {
    action: 'contact.promises_set',
    target: row!.contactSettingId,
    detail: { ...given, channels: [...given.channels] },
  });
  return 'saved';
}
