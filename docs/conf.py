"""Settings of the site. build.py gathers the pages in build/book and calls sphinx-build."""

import os
import sys
from pathlib import Path

docs = Path(__file__).resolve().parent
root = docs.parent
build = Path(os.environ.get("WINIT_BUILD", root / "build"))
sys.path.insert(0, str(docs))

project = "The Pitfalls of Zero Initialization"
language = "en"
extensions = ["myst_parser", "breathe", "sphinxcontrib.bibtex", "winit_site"]  # the last is ours

# Both are known only where the site is published; without them, it names no address of its own.
html_baseurl = os.environ.get("WINIT_SITE_URL", "")
winit_repository = os.environ.get("WINIT_REPOSITORY_URL", "")

winit_root = str(root)
winit_run_dir = str(build / "run")
winit_claims_dir = str(build / "claims")
winit_live_dir = str(build / "live")

myst_enable_extensions = ["amsmath", "colon_fence", "deflist", "dollarmath"]
bibtex_bibfiles = ["references.bib"]
bibtex_reference_style = "round_author_year"
bibtex_cite_id = "{key}"
breathe_projects = {"winit": str(build / "doxygen" / "xml")}
breathe_default_project = "winit"
breathe_show_include = False

# Namespaces have no page of their own, nor have xtensor's types.
nitpick_ignore_regex = [("cpp:identifier", r"winit(::[a-z_]+)?"), ("cpp:identifier", r"xt(::.*)?")]

toc_object_entries = False

html_theme = "winit"
html_theme_path = ["_theme"]
html_title = project
html_favicon = "_theme/winit/static/favicon.svg"
html_permalinks_icon = "#"
html_copy_source = False
html_use_index = False
html_domain_indices = False
html_show_copyright = False
html_show_search_summary = False  # it fetches pages, which a browser refuses from file://
