/** What a person may answer for over the whole council. */
export const dutiesInWords = {
  director: 'Answers for the service: sees the month, the teams and the settings, and gives duties',
  portfolio_holder: 'Councillor who answers for the service: looks at a random sample of casework',
  complaints: 'Keeps complaints and what was learned from them, and councillors’ enquiries',
  parent_panel: 'Parent who, with others, keeps the list of words staff are asked about',
  records: 'Answers requests for records, and decides what is kept and what is forgotten',
} as const;
export type Duty = keyof typeof dutiesInWords;
export const duties = Object.keys(dutiesInWords) as Duty[];
