/** The dashboard itself, in the form of the screen: the grid, or the phone's list. */
import type { ReactNode } from "react";
import type { Form } from "../../../worker/layout/schema.ts";
import { Board } from "./Board.tsx";
import { PhoneList } from "./PhoneList.tsx";

export const Surface = ({
  form,
  ...props
}: { readonly form: Form } & React.ComponentProps<typeof Board>): ReactNode =>
  form === "mobile" ? <PhoneList {...props} /> : <Board {...props} />;
