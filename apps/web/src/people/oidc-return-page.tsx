import { oidcRoutes, type SessionAnswer } from '@quantu/people';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { call } from '../shell/api.ts';
import { useTitle } from '../shell/page.tsx';
import { useSession, useTakeSession } from '../shell/session.ts';
import { FaultLine } from '../shell/states.tsx';
import { backAddress } from './back-address.ts';
import { Door } from './door.tsx';
import { dropOidcStart, readOidcStart } from './oidc-start.ts';
import { SecondStep } from './second-step.tsx';

/** `/sign-in/oidc`: the city's system sent the browser back; the server checks what it brought. */
export function OidcReturnPage() {
  useTitle('登录');
  const session = useSession();
  const isKnown = session.data !== undefined;
  const take = useTakeSession();
  const navigate = useNavigate();
  const [challenge, setChallenge] = useState<string | null>(null);
  const signedIn = (answer: SessionAnswer): void => {
    if (answer.data.challenge !== null) {
      setChallenge(answer.data.challenge);
      return;
    }
    const back = backAddress(readOidcStart()?.back ?? null);
    dropOidcStart();
    take(answer);
    void navigate(back, { replace: true });
  };
  const finish = useMutation({
    mutationFn: () => {
      const started = readOidcStart();
      if (!started) throw new Error('这次登录不是从本页开始的，或者已经用过。请回到登录页重新开始');
      return call(oidcRoutes.finish, { body: { address: window.location.href, binding: started.binding } });
    },
    onSuccess: signedIn,
  });
  const { mutate, isIdle } = finish;
  useEffect(() => {
    if (isKnown && isIdle) mutate();
  }, [isKnown, isIdle, mutate]);
  if (challenge !== null) {
    return (
      <Door lead="统一身份认证">
        <SecondStep
          challenge={challenge}
          onSignedIn={signedIn}
          onBack={() => void navigate('/sign-in', { replace: true })}
        />
      </Door>
    );
  }
  return (
    <Door lead="统一身份认证">
      {finish.isError ? (
        <>
          <FaultLine error={finish.error} />
          <Link to="/sign-in">回到登录页</Link>
        </>
      ) : (
        <p role="status">正在核对登录…</p>
      )}
    </Door>
  );
}
