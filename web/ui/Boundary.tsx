/** Holds a failure where it happens. What stands around it goes on, and the person is told what is safe. */
import { Component, type ReactNode } from "react";

type Props = {
  /** Another value gives the children another chance. */
  readonly resetBy?: unknown;
  readonly fallback: (retry: () => void) => ReactNode;
  readonly onFailure?: () => void;
  readonly children: ReactNode;
};

export class Boundary extends Component<Props, { readonly failed: boolean }> {
  override state: { readonly failed: boolean } = { failed: false };

  static getDerivedStateFromError(): { readonly failed: boolean } {
    return { failed: true };
  }

  override componentDidCatch(): void {
    this.props.onFailure?.();
  }

  override componentDidUpdate(before: Props): void {
    if (this.state.failed && before.resetBy !== this.props.resetBy) this.setState({ failed: false });
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children;
    return this.props.fallback(() => this.setState({ failed: false }));
  }
}
