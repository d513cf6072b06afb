import { Button, type ButtonProps } from 'antd';
import { useNavigate } from 'react-router';

/** A button that leads somewhere: a link for the browser (new window, keyboard), without loading the page anew. */
export function LinkButton({ to, ...rest }: Omit<ButtonProps, 'href' | 'onClick'> & { to: string }) {
  const navigate = useNavigate();
  return (
    <Button
      {...rest}
      href={to}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey) return;
        event.preventDefault();
        void navigate(to);
      }}
    />
  );
}
