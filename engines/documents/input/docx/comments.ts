import { walkXml, type XmlContext } from './xml.ts';

/** A comment on a docx; `id` is what its place in the text refers to. */
export interface DocxComment {
  id: string;
  by: string | null;
  when: string | null;
  /** Its paragraphs, one a line. */
  text: string;
}

export async function readComments(bytes: Uint8Array | null, context: XmlContext): Promise<DocxComment[]> {
  const comments: DocxComment[] = [];
  if (bytes === null) return comments;
  let comment: DocxComment | null = null;
  let isText = false;
  await walkXml(
    bytes,
    {
      open(element) {
        isText = element.name === 'w:t';
        if (element.name === 'w:comment') {
          const [by, when] = [element.attribute('author') || null, element.attribute('date') || null];
          comment = { id: element.attribute('id') ?? '', by, when, text: '' };
          comments.push(comment);
        }
        if (element.name === 'w:p' && comment !== null && comment.text !== '') comment.text += '\n';
      },
      close(name) {
        isText = false;
        if (name === 'w:comment') comment = null;
      },
      text(text) {
        if (isText && comment !== null) comment.text += text;
      },
    },
    context,
  );
  return comments;
}
