/** What a council can say of the time before, and in what it is counted. */
export const baselineFigures = {
  acknowledge_percent: { name: 'Messages acknowledged in time', unit: '%' },
  reply_percent: { name: 'Replies in time', unit: '%' },
  call_back_percent: { name: 'Calls returned in time', unit: '%' },
  answer_days: { name: 'Middle time to an answer, in working days', unit: '' },
  chases_per_case: { name: 'Chases for each case in a month', unit: '' },
  longest_silence_days: { name: 'Longest wait to hear from a person, in days', unit: '' },
  reviews_late: { name: 'Yearly reviews late', unit: '' },
  complaints: { name: 'Complaints in a year', unit: '' },
  complaints_not_informed_percent: { name: 'Complaints about not being kept informed', unit: '%' },
  councillor_enquiries: { name: 'Enquiries of councillors and MPs in a year', unit: '' },
  ombudsman_complaints: { name: 'Complaints to the ombudsman in a year', unit: '' },
  appeals: { name: 'Appeals registered in a year', unit: '' },
  late_settlements: { name: 'Appeals settled in the last five days before the hearing, in a year', unit: '' },
} as const;
export type BaselineFigure = keyof typeof baselineFigures;
export const everyBaseline = Object.keys(baselineFigures) as BaselineFigure[];

export interface Baseline {
  figure: BaselineFigure;
  value: number;
  period: string;
  source: string;
  at: Date;
}

const LONGEST = 200;
/** No council has a million of any of these. */
const MOST = 1_000_000;

export type TypedBaseline = { period: string; source: string } & Partial<Record<BaselineFigure, string>>;

/** MON5: reads what was typed: one period, one source, and at least one number. Every fault is said by the field it is about. */
export function readBaseline(
  typed: TypedBaseline,
): { ok: Pick<Baseline, 'figure' | 'value' | 'period' | 'source'>[] } | { errors: Record<string, string> } {
  const errors: Record<string, string> = {};
  const [period, source] = [typed.period.trim(), typed.source.trim()];
  if (!period) errors.period = 'Write which time the figures are of, like “April 2025 to March 2026”';
  if (!source) errors.source = 'Write where the figures come from, so that others can look them up';
  if (period.length > LONGEST) errors.period = `Use ${LONGEST} characters or fewer`;
  if (source.length > LONGEST) errors.source = `Use ${LONGEST} characters or fewer`;
  const read = everyBaseline.flatMap((figure) => {
    const text = (typed[figure] ?? '').replace(/[,\s%]/g, '');
    if (text === '') return [];
    const { name, unit } = baselineFigures[figure];
    const value = Number(text);
    if (!/^\d+(\.\d{1,2})?$/.test(text)) errors[figure] = `“${name}” must be a number, like 36`;
    else if (unit === '%' && value > 100) errors[figure] = `“${name}” cannot be more than 100%`;
    else if (value > MOST) errors[figure] = `“${name}” is too large to be right`;
    return [{ figure, value, period, source }];
  });
  if (read.length === 0) errors[everyBaseline[0]!] = 'Write at least one figure';
  return Object.keys(errors).length > 0 ? { errors } : { ok: read };
}

export const baselineInWords = ({ figure, value }: Pick<Baseline, 'figure' | 'value'>): string =>
  `${value.toLocaleString('en-GB')}${baselineFigures[figure].unit}`;
