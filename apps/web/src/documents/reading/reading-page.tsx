import { useParams } from 'react-router';
import { useDistrict } from '../../shell/session.ts';
import { Failed, Loading } from '../../shell/states.tsx';
import { ReadingView } from './reading-view.tsx';
import { useDocument } from './use-document.ts';
import './reading.css';

/** One document: outline, text, what was read in it. */
export function ReadingPage() {
  const district = useDistrict();
  const document = useParams()['document'] ?? '';
  const answer = useDocument(district, document);
  if (answer.isPending) return <Loading label="正在打开报告" />;
  if (!answer.data) return <Failed error={answer.error} onRetry={() => void answer.refetch()} />;
  return <ReadingView key={document} district={district} id={document} answer={answer.data} />;
}
