r"""The two grammars: which characters form a word, and how brackets, fractions and scripts nest.

Neither knows precedence; `arithmetic.py` does.  LaTeX reads digits one by one, as TeX does: in `\frac12` and `x^2` a
single digit is a complete argument.  Digits that stand next to each other anywhere else are joined afterwards.
"""

PLAIN = r"""
start: item*

item: NAME "_" curly        -> subscripted
    | atom

atom: symbol | group
symbol: NUMBER | IMAGINARY | NAME | DSTAR | POWER | OPERATOR | DBAR | BAR | COMMA | SEMI | TILDE | EQUALS | RELATION
      | INFINITY

group: LPAR item* ")"       -> round
     | LSQB item* "]"       -> square
     | curly
curly: LBRACE item* "}"

LPAR: "("
LSQB: "["
LBRACE: "{"
NUMBER: /(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?/
IMAGINARY.2: /\d+[jJ](?![A-Za-z0-9_])/
// a letter, then letters and digits, then labels: p, p_data, sigma_1, f'
NAME: /[^\W\d_][^\W_]*(_[^\W_]+)*'*/
// `D*` is the optimal discriminator only where a product would be an error, and in D*(x), D*(G(z))
DSTAR.2: /D\*(?=\s*([),\]+]|$|\(\s*([xyz]|G\([xyz]\))\s*\)))/
POWER.2: "**"
OPERATOR: /[-+*\/^]/
DBAR.2: /\|\s*\||‖/
BAR: "|"
COMMA: ","
SEMI: /[;:]/
TILDE: "~" | "∼"
EQUALS.2: /:?==?/
RELATION: /[<>]=?|!=/
INFINITY: "∞"
WS: /\s+/
%ignore WS
"""

LATEX = r"""
start: item*

item: atom script*
script: "_" arg             -> below
      | "^" arg             -> above
      | PRIME               -> prime

arg: curly | fraction | root | accented | single
single: DIGIT | LETTER | STYLED | COMMAND | STAR | PLUS | INFINITY

atom: symbol | group | fraction | root | accented
symbol: DIGIT | DOT | LETTER | WORD | STYLED | COMMAND | STAR | PLUS | MINUS | SLASH | DBAR | BAR | COMMA | SEMI | TIE | SPACE
      | EQUALS | RELATION | INFINITY

fraction: FRAC arg arg
root: SQRT arg | SQRT "[" item* "]" arg     -> nth_root
accented: ACCENT arg | UNDERSET arg arg

group: LPAR item* ")"       -> round
     | LSQB item* "]"       -> square
     | LSET item* "\\}"     -> round
     | LBAR item* RBAR      -> modulus
     | curly
curly: LBRACE item* "}"

LPAR: "("
LSQB.0: "["
LSET.3: "\\{"
LBRACE: "{"
FRAC.4: /\\[dtc]?frac(?![A-Za-z])/
SQRT.4: /\\sqrt(?![A-Za-z])/
ACCENT.4: /\\(dot|hat|tilde|bar|widehat|widetilde|overline|vec)(?![A-Za-z])/
UNDERSET.4: /\\underset(?![A-Za-z])/
STYLED.4: /\\(mathrm|mathbb|mathbf|mathit|mathsf|mathtt|mathcal|mathscr|mathfrak|operatorname\*?|text|textrm|textbf|textit|textsf|textnormal|boldsymbol|bm|pmb|mathop|mbox)(\s*\{\s*(\\(?=[a-z])(?!frac|text|math|oper))?[A-Za-z]+\d?\s*\}|\s+[A-Za-z](?![A-Za-z]))/
STYLE.3: /\\(mathrm|mathbb|mathbf|mathit|mathsf|mathtt|mathcal|mathscr|mathfrak|operatorname\*?|text|textrm|textbf|textit|textsf|textnormal|boldsymbol|bm|pmb|mathop|mbox|rm|bf|it|sf|cal)(?![A-Za-z])/
WORD.2: /JSD|KL|JS|TV|CE|log(?![a-z])|ln(?![a-z])|exp(?![a-z])|tanh|sigmoid|softplus|logit|relu|ReLU|max(?![a-z])|min(?![a-z])|sqrt|abs(?![a-z])|sign(?![a-z])/
LETTER: /[^\W\d_]/
DIGIT: /\d/
DOT: "."
COMMAND: /\\[A-Za-z]+/
STAR: "*"
PLUS: "+"
MINUS: "-"
SLASH: "/"
PRIME: /'+/
LBAR.5: /\\left\s*(\||\\vert(?![a-z])|\\lvert(?![a-z]))|\\lvert(?![a-z])|\\[bB]igg?l\s*(\||\\vert(?![a-z])|\\lvert(?![a-z]))/
RBAR.5: /\\right\s*(\||\\vert(?![a-z])|\\rvert(?![a-z]))|\\rvert(?![a-z])|\\[bB]igg?r\s*(\||\\vert(?![a-z])|\\rvert(?![a-z]))/
DBAR.4: /(\\(middle|[bB]igg?m?)\s*)?(\\\||\\Vert(?![a-z])|\\parallel(?![a-z])|\|\s*\||‖)|\\mid\s*\\mid(?![a-z])/
BAR.3: /(\\(middle|[bB]igg?m?)\s*)?(\||\\vert(?![a-z])|\\mid(?![a-z]))/
COMMA: ","
SEMI: /[;:]/
TIE: "~" | "∼"
SPACE.2: /\\[,;:> ]/
EQUALS.2: /:?==?/
RELATION: /[<>]=?/
INFINITY: "∞"
IGNORED.3: /\\(left|right|middle|[bB]igg?[lrm]?|displaystyle|textstyle|scriptstyle|limits|nolimits|nonumber|notag)(?![A-Za-z])(\s*\.(?!\d))?|\\(label|tag\*?)\s*\{[^{}]*\}|\\!|\\\/|&|\\\\(\s*\[-?[\d.]+\s*(pt|em|ex|mm|cm)\])?|\\(begin|end)\s*\{(align|aligned|equation|split|gather|gathered|multline|eqnarray)\*?\}|\$/
WS: /\s+/
%ignore WS
%ignore IGNORED
%ignore STYLE
"""
