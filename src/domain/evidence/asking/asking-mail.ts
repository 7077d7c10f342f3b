/** What is said to a practitioner by e-mail. Nothing of the child but the neutral reference. */
export interface AboutAsking {
  council: string;
  phone: string;
  officer: string;
  reference: string;
  /** In words. */
  due: string;
  worksUntil: string;
}

const howTo = ({ worksUntil }: AboutAsking, link: string): string => `Send it here. You need no account:

${link}

The link takes one paper, once. It works until ${worksUntil}.`;

const close = ({ officer, council, phone }: AboutAsking): string => `Any questions? Ring ${phone}.

${officer}
${council}`;

/** The first message: who asks, for what matter, by when, and the link. */
export const askingMail = (about: AboutAsking, name: string, link: string) => ({
  subject: `${about.officer} at ${about.council} asks you for one paper`,
  body: `Hello ${name},

I am asking you for one paper by ${about.due}. Our reference is ${about.reference}.

${howTo(about, link)}

${close(about)}`,
});

/** A reminder, with a link of its own: the one before it is dead. */
export const chasingMail = (about: AboutAsking, name: string, link: string) => ({
  subject: `A reminder from ${about.officer} at ${about.council}`,
  body: `Hello ${name},

We are still hoping for one paper from you. It was asked for by ${about.due}. Our reference is ${about.reference}.

${howTo(about, link)} The link in our earlier message no longer works.

If you have sent it another way, thank you, and please ring us.

${close(about)}`,
});

/** What a practitioner keeps: that it came, and what to quote. */
export const receivedMail = ({ council, phone, reference }: AboutAsking, receipt: string) => ({
  subject: 'Thank you. We have your paper',
  body: `${council} has your paper for ${reference}. Your receipt is ${receipt}. The link is used up. Any questions? Ring ${phone}.`,
});
