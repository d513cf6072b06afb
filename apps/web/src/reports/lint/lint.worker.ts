import { judging, type LintAsked } from './judging.ts';

const judge = judging();
addEventListener('message', ({ data }: MessageEvent<LintAsked>) => postMessage(judge(data)));
