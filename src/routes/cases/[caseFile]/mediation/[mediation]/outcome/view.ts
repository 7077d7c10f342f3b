import { momentInWords } from '#domain/calendar/words.ts';
import { outcomeGroups, writtenFields } from '#domain/mediation/outcome/fields.ts';
import { outcomeCodes } from '#domain/mediation/outcome/outcome.ts';
import type { OutcomeSeen } from '#domain/mediation/outcome/outcomes.server.ts';
import { linesByGroup, type OutcomeRecord } from '#domain/mediation/outcome/record.ts';

/** What goes on changing is read beside what was shared, and is no part of its fingerprint. */
const withFollows = ({ record, follows }: OutcomeSeen): OutcomeRecord => ({
  ...record,
  open: { ...record.open, fields: { ...record.open.fields, ...follows } },
});

const codes = Object.entries(outcomeCodes).map(([value, label]) => ({ value, label }));

/** The form of whoever leads, group by group, with what stands in it, and the record as everybody would read it. */
export function draftView(seen: OutcomeSeen) {
  const { record, version, sha256 } = seen;
  const values: Readonly<Record<string, string | undefined>> = {
    ...record.open.fields,
    ...record.withoutPrejudice.fields,
  };
  const groups = Object.entries(outcomeGroups).map(([group, title]) => ({
    title,
    fields: writtenFields
      .filter((field) => field.group === group)
      .map((field) => ({
        name: field.name,
        label: field.label,
        hint: 'hint' in field ? field.hint : undefined,
        type: field.type,
        options:
          field.type === 'choice' ? Object.entries(field.options).map(([value, label]) => ({ value, label })) : [],
        value: values[field.name] ?? '',
        open: field.class === 'open',
      })),
  }));
  return {
    version,
    sha256,
    outcome: record.outcome ?? '',
    codes,
    groups: groups.filter(({ fields }) => fields.length > 0),
    check: version > 0 && record.outcome ? linesByGroup(withFollows(seen)) : null,
  };
}

/** The record as everybody who was in it reads it. */
export const sharedView = (seen: OutcomeSeen) => ({
  groups: linesByGroup(withFollows(seen)),
  sharedAt: seen.shared && momentInWords(seen.shared.at),
  sha256: seen.sha256.match(/.{1,4}/g)?.join(' ') ?? '',
  promises: Boolean(seen.follows.compliance),
});
