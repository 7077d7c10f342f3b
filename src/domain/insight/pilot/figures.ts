/** The figures a council enters for its business case, and what each counts. */
export const figureNames = {
  families: 'Families the officers worked with',
  resolved: 'Of them, settled without a hearing',
  appeals: 'Appeals registered',
  heard: 'Appeals heard',
  tribunal_staffing_pounds: 'Cost of tribunal staff, pounds',
  legal_pounds: 'Cost of legal advice and counsel, pounds',
  officer_pounds: 'Cost of the dispute resolution officers, pounds',
  mediation_pounds: 'Paid to mediation providers, pounds',
} as const;
export type FigureName = keyof typeof figureNames;
