// @ts-check
// The exports that are recognised, as people call them, by their stable names.

export const en = {
  'amazon-settlement': 'Amazon settlement',
  'amazon-orders': 'Amazon order report',
  'amazon-all-orders': 'Amazon all orders',
  'hubspot-contacts': 'HubSpot contacts',
  'mailchimp-audience': 'Mailchimp audience',
  'klaviyo-profiles': 'Klaviyo profiles',
  'etsy-orders': 'Etsy sold orders',
  'etsy-items': 'Etsy sold order items',
  'ga4-events': 'GA4 events',
  'ga4-exploration': 'GA4 exploration',
  'magento-orders': 'Magento orders',
  'paypal-activity': 'PayPal activity',
  'shopify-orders': 'Shopify orders',
  'square-items': 'Square items',
  'square-transactions': 'Square transactions',
  'stripe-payments': 'Stripe payments',
  'woocommerce-items': 'WooCommerce order items',
  'woocommerce-orders': 'WooCommerce orders',
};

export const de = {
  'amazon-settlement': 'Amazon-Abrechnung',
  'amazon-orders': 'Amazon-Bestellbericht',
  'amazon-all-orders': 'Amazon, alle Bestellungen',
  'hubspot-contacts': 'HubSpot-Kontakte',
  'mailchimp-audience': 'Mailchimp-Verteiler',
  'klaviyo-profiles': 'Klaviyo-Profile',
  'etsy-orders': 'Etsy-Bestellungen',
  'etsy-items': 'Etsy-Bestellpositionen',
  'ga4-events': 'GA4-Ereignisse',
  'ga4-exploration': 'GA4-Exploration',
  'magento-orders': 'Magento-Bestellungen',
  'paypal-activity': 'PayPal-Aktivitäten',
  'shopify-orders': 'Shopify-Bestellungen',
  'square-items': 'Square-Positionen',
  'square-transactions': 'Square-Transaktionen',
  'stripe-payments': 'Stripe-Zahlungen',
  'woocommerce-items': 'WooCommerce-Bestellpositionen',
  'woocommerce-orders': 'WooCommerce-Bestellungen',
};
