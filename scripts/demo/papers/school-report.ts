import type { MadeUpPaper } from './paper.ts';

/** What Maya's school says. Made up. */
export const schoolReport = (date: string): MadeUpPaper => ({
  title: 'School advice for an education, health and care needs assessment',
  author: 'Mrs Abena Osei, special educational needs coordinator, Larkfield Primary School',
  about: ['About: Maya Rowe, Year 4, Kestrel class', `Date: ${date}`],
  sections: [
    {
      heading: 'What Maya is like in school',
      paragraphs: [
        'Maya is thoughtful and kind. She notices things that others miss: last term she found a mistake in the timetable on the office door, and was right. Her drawings of railway lines are on the wall of the corridor.',
        'In whole-class lessons she is quiet. Mr Bright, her class teacher, thought for some time that she was following, because she looks at the person speaking. When he asked her to tell him what the task was, she often could not.',
      ],
    },
    {
      heading: 'What we have tried',
      paragraphs: [
        'Since Year 2 we have tried a place near the front, a card to show when she needs a break, and a reading group of six. The card was used twice in a term. Maya told us that showing it makes everybody look.',
        'Since January a teaching assistant, Miss Kaur, has gone over instructions with Maya for about five hours a week, shared with two other children. On the mornings when Miss Kaur meets her at the gate Maya has come in on 17 days out of 20. On other mornings it has been 9 out of 20.',
        'We spend about £5,200 a year of the school’s own money on this help.',
      ],
    },
    {
      heading: 'Where Maya’s learning is',
      paragraphs: ['These are our own assessments from the end of the summer term.'],
      table: [
        ['Reading', 'working at the level expected for her age'],
        ['Writing', 'about two years below; she knows what she wants to say and runs out of time'],
        ['Mathematics', 'at the level expected when the task is written; well below when it is spoken'],
        ['Coming to school', '31 half days missed since September, recorded as illness'],
      ],
    },
    {
      heading: 'What we think would help',
      paragraphs: [
        'Help at the start of the day works. We cannot keep it up from what we have: Miss Kaur’s hours end in March.',
        'We do not have a quiet room for eating. The library can be used on three days a week.',
        'We would welcome advice on how to teach Maya in a class of 31 when so much of it is spoken.',
      ],
    },
  ],
});
