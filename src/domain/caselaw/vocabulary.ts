import vocabulary from './data/vocabulary.json' with { type: 'json' };

/** One word of the library's vocabulary, with what it is called on a page and what it means. */
export interface Tag {
  readonly tag: string;
  readonly label: string;
  readonly meaning: string;
}

/** The points that cases turn on: the same tags for an appeal here and for a decided case, so that they can be compared. */
export const issueTags: readonly Tag[] = vocabulary.issues;

const issues = new Map(issueTags.map((each) => [each.tag, each]));
export const isIssueTag = (text: string): boolean => issues.has(text);

/** What an issue is called on a page; a tag that is no longer in the vocabulary stands for itself. */
export const issueLabel = (tag: string): string => issues.get(tag)?.label ?? tag;
