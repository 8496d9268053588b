"""Words that want to be something else: markup, script, templates, formulas, letters that turn."""

from __future__ import annotations

MARKUP = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<a href='javascript:alert(1)'>here</a>",
    "<form action=//elsewhere.example><button>go</button></form>",
    "<style>*{display:none}</style>",
    "<base href=//elsewhere.example>",
    "<meta http-equiv=refresh content='0;url=//elsewhere.example'>",
    "<object data=//elsewhere.example></object>",
    "<math><mtext></mtext><mglyph><style></math><img src onerror=alert(1)>",
    "<div hx-get=/log hx-trigger=load>now</div>",
    "<button data-insert=reply>put</button>",
    "<details open ontoggle=alert(1)>",
    "<template><script>alert(1)</script></template>",
    "<!--><img src=x onerror=alert(1)>-->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<input autofocus onfocus=alert(1)>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;script&#62;alert(1)",
    "{{ 7*7 }}{% for x in [] %}{% endfor %}",
    "${7*7} #{7*7} <%= 7*7 %>",
    "%3Cscript%3Ealert(1)%3C/script%3E",
    "\\u003cscript\\u003ealert(1)",
    '=HYPERLINK("//elsewhere.example")',
)
# How each is hidden: bare, out of an attribute, out of an element, behind letters that turn.
HIDINGS = (
    "{}",
    '">{}',
    "'>{}",
    "</textarea></title></p></bdi>{}",
    "\u202e{}\u202c",
    "\u200b{}\ufeff",
    "{} \U0001f469\u200d\U0001f467",
    "]]>-->*/`{}`",
)
HOSTILE = tuple(hidden.replace("{}", each) for each in MARKUP for hidden in HIDINGS)
