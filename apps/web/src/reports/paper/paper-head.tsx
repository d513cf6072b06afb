import { chineseDay, parseDay } from '@quantu/base';
import type { ReportHead } from '@quantu/reports';

const dayWords = (text: string): string => {
  const day = parseDay(text);
  return day === null ? text : chineseDay(day);
};

/** What stands above the text: red head, number, signers, title, addressee. */
export function PaperHead({ head }: { head: ReportHead }) {
  return (
    <header className="paper-head">
      {head.redHead !== '' && (
        <>
          <p className="red-head">{head.redHead}</p>
          <p className={head.signers.length > 0 ? 'paper-number has-signers' : 'paper-number'}>
            <span>{head.number}</span>
            {head.signers.length > 0 && (
              <span>
                签发人：<b>{head.signers.join('　')}</b>
              </span>
            )}
          </p>
          <hr className="red-line" />
        </>
      )}
      <p className="paper-title" role="heading" aria-level={2}>
        {head.title.map((line) => (
          <span key={line}>{line}</span>
        ))}
      </p>
      {head.addressee !== '' && <p className="addressee">{head.addressee}：</p>}
    </header>
  );
}

/** What stands below it: attachments, signature, 附注, 版记. */
export function PaperFoot({ head }: { head: ReportHead }) {
  const { attachments, issuers, dated, note, copyTo, printer, printedOn } = head;
  return (
    <footer className="paper-foot">
      {attachments.length > 0 && (
        <div className="attachments">
          <span>附件：</span>
          <ol>
            {attachments.map((name, i) => (
              <li key={name}>{attachments.length > 1 ? `${i + 1}.${name}` : name}</li>
            ))}
          </ol>
        </div>
      )}
      {(issuers.length > 0 || dated !== '') && (
        <div className="signature">
          {issuers.map((issuer) => (
            <p key={issuer}>{issuer}</p>
          ))}
          <p>{dayWords(dated)}</p>
        </div>
      )}
      {note !== '' && <p className="paper-note">（{note}）</p>}
      {(copyTo.length > 0 || printer !== '' || printedOn !== '') && (
        <div className="colophon">
          {copyTo.length > 0 && <p>抄送：{copyTo.join('，')}。</p>}
          {(printer !== '' || printedOn !== '') && (
            <p className="printed">
              <span>{printer}</span>
              <span>{printedOn === '' ? '' : `${dayWords(printedOn)}印发`}</span>
            </p>
          )}
        </div>
      )}
    </footer>
  );
}
