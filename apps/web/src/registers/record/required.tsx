/** The mark of what has to be filled in. */
export function Required() {
  return (
    <span className="required" title="必填">
      {' '}
      *<span className="sr-only">必填</span>
    </span>
  );
}
