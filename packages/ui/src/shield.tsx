/** The product's mark: a shield in the city's blue with a gold edge. A government's own coat of arms can replace it. */
export function Shield({ size = 32 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true">
      <path className="shield-edge" d="M3 3q13-3 26 0v14q0 9-13 13Q3 26 3 17z" />
      <path className="shield-field" d="M5.2 4.8q10.800-2.200 21.600 0V17q0 7.400-10.800 10.800Q5.200 24.400 5.200 17z" />
      <path className="shield-mark" d="M10 19h2.600v4H10zm4.700-4h2.600v9h-2.600zm4.700-5H22v12.200h-2.600z" />
    </svg>
  );
}
