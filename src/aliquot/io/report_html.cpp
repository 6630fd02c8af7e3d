#include "aliquot/io/report_html.hpp"
